import { describe, expect, it } from 'vitest';
import { parseClientMetadata } from './client-metadata.js';

const redirect_uris = ['https://app.example/callback'];
const refusal = (document: unknown) => {
  try {
    parseClientMetadata(document);
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('client metadata', () => {
  it('is read whole where it is good', () => {
    const said = {
      redirect_uris: ['https://app.example/callback', 'http://127.0.0.1/cb'],
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      client_name: '  Notizbuch 📓 ',
      client_uri: 'https://app.example',
      logo_uri: 'https://app.example/logo.png',
      policy_uri: 'https://app.example/policy',
      tos_uri: 'http://app.example/terms',
      scope: 'memories:read',
      contacts: ['ann@app.example'],
      software_id: 'notebook',
      software_version: '1.2',
      application_type: 'native',
    };
    expect(parseClientMetadata(said)).toEqual({
      name: 'Notizbuch 📓',
      redirectUris: ['https://app.example/callback', 'http://127.0.0.1/cb'],
      authenticationMethod: 'client_secret_post',
      scope: 'memories:read',
      description: {
        clientUri: 'https://app.example',
        logoUri: 'https://app.example/logo.png',
        policyUri: 'https://app.example/policy',
        tosUri: 'http://app.example/terms',
        contacts: ['ann@app.example'],
        softwareId: 'notebook',
        softwareVersion: '1.2',
        applicationType: 'native',
      },
    });
  });

  it.each([
    ['https://app.example:8443/callback', 'app.example:8443'],
    ['http://localhost:3000/callback', 'localhost:3000'],
    ['cursor://app/callback', 'cursor'],
  ])('without a name is called after where %s leads', (uri, name) => {
    expect(parseClientMetadata({ redirect_uris: [uri] })).toMatchObject({
      name,
      authenticationMethod: undefined,
      scope: undefined,
      description: {},
    });
  });

  it('may say null or nothing for what the client has not, as clients in the field do', () => {
    const empty = { client_name: '', client_uri: null, logo_uri: '', contacts: null, scope: '' };
    expect(parseClientMetadata({ redirect_uris, ...empty })).toMatchObject({
      name: 'app.example',
      scope: undefined,
      description: {},
    });
  });

  it('may name grant and response types that are not offered, beside the one that is', () => {
    const grant_types = ['authorization_code', 'urn:ietf:params:oauth:grant-type:device_code'];
    const response_types = ['code', 'id_token'];
    expect(() => parseClientMetadata({ redirect_uris, grant_types, response_types })).not.toThrow();
  });

  it('ignores an application type of a kind of its own', () => {
    const { description } = parseClientMetadata({ redirect_uris, application_type: 'desktop' });
    expect(description).toEqual({});
  });

  it('ignores members that it does not know, privileged ones among them', () => {
    const metadata = parseClientMetadata({
      redirect_uris,
      allow_direct_connect: true,
      realm: 'x',
      is_confidential: true,
      registered_by: 'administrator',
      client_id: 'mine',
      jwks_uri: 'https://app.example/jwks',
    });
    expect(Object.keys(metadata).sort()).toEqual([
      'authenticationMethod',
      'description',
      'name',
      'redirectUris',
      'scope',
    ]);
    expect(JSON.stringify(metadata)).not.toContain('administrator');
  });

  it('counts a redirect URI that is named twice once', () => {
    const { redirectUris } = parseClientMetadata({
      redirect_uris: [...redirect_uris, ...redirect_uris],
    });
    expect(redirectUris).toEqual(redirect_uris);
  });

  it.each([
    [undefined, 'redirect_uris'],
    [[], 'redirect_uris: must not be empty'],
    ['https://app.example/callback', 'redirect_uris: must be a list'],
    [[7], 'redirect_uris[0]: must be a text'],
    [['https://app.example/', 'javascript:/x'], 'redirect_uris[1]: must not use the scheme'],
    [['https://app.example/#x'], 'redirect_uris[0]: must not have a fragment'],
    [Array.from({ length: 51 }, (_, n) => `https://app.example/${n}`), 'at most 50'],
  ])('with the redirect URIs %j is refused as invalid_redirect_uri', (uris, words) => {
    expect(refusal({ redirect_uris: uris })).toMatchObject({
      code: 'invalid_redirect_uri',
      message: expect.stringContaining(words),
    });
  });

  it.each([
    [{ token_endpoint_auth_method: 'private_key_jwt' }, 'token_endpoint_auth_method'],
    [{ grant_types: ['client_credentials'] }, 'grant_types: must contain authorization_code'],
    [{ grant_types: ['implicit', 'refresh_token'] }, 'grant_types'],
    [{ grant_types: 'authorization_code' }, 'grant_types: must be a list'],
    [{ response_types: ['token'] }, 'response_types: must contain code'],
    [{ client_name: 'a'.repeat(201) }, 'client_name: must have at most 200'],
    [{ client_name: 'Picard\u202egnp.exe' }, 'client_name: must not contain control'],
    [{ client_name: 'a\nb' }, 'client_name: must not contain control'],
    [{ client_name: '\ud800' }, 'client_name: must not contain lone'],
    [{ client_name: 7 }, 'client_name: must be a text'],
    [{ client_name: '   ' }, 'client_name: must not be empty'],
    [{ logo_uri: 'http://app.example/logo.png' }, 'logo_uri: must be an https URL'],
    [{ logo_uri: 'data:image/png;base64,AA' }, 'logo_uri'],
    [{ client_uri: 'javascript:alert(1)' }, 'client_uri: must be an http or https URL'],
    [{ tos_uri: 'nonsense' }, 'tos_uri'],
    [{ policy_uri: `https://app.example/${'a'.repeat(2048)}` }, 'policy_uri'],
    [{ scope: 'a'.repeat(1001) }, 'scope: must have at most 1000'],
    [{ scope: ['memories:read'] }, 'scope: must be a text'],
    [{ contacts: Array(11).fill('a') }, 'contacts: must have at most 10'],
    [{ contacts: ['a\0'] }, 'contacts[0]: must not contain control'],
    [{ software_id: 'a'.repeat(201) }, 'software_id'],
  ])('that says %j is refused by name', (said, words) => {
    expect(refusal({ redirect_uris, ...said })).toMatchObject({
      code: 'invalid_client_metadata',
      message: expect.stringContaining(words),
    });
  });

  it.each([null, 7, 'text', [], undefined])('that is %j is refused', (document) => {
    expect(refusal(document)).toMatchObject({ code: 'invalid_client_metadata' });
  });
});
