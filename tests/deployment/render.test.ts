import { describe, expect, it } from 'vitest';
import { parseDockerfile } from './container/dockerfile.js';
import { applicationVariables, serverVariables } from './known-variables.js';
import { parseBlueprint, render, renderService } from './render-blueprint.js';
import { readRepositoryFile } from './repository.js';

const text = readRepositoryFile('render.yaml');

describe('render.yaml', () => {
  it.each([
    ['a misspelt field', 'healthCheckPath', 'healthcheckPath'],
    ['a variable with two sources', 'generateValue: true', 'generateValue: true\n        value: x'],
    ['a number where Render takes text', 'value: "8001"', 'value: 8001'],
    ['a property that databases do not have', 'connectionString', 'url'],
  ])('would be refused with %s', (_, right, wrong) => {
    expect(text).toContain(right);
    expect(() => parseBlueprint(text.replace(right, wrong))).toThrow();
  });

  it('has two web services and a database for each, of the version that docker-compose.yml has', () => {
    expect(render.services.map(({ name }) => name)).toEqual([
      'picard-mcp-server',
      'picard-reference-app',
    ]);
    expect(
      render.databases.map(({ name, postgresMajorVersion }) => [name, postgresMajorVersion]),
    ).toEqual([
      ['picard-db-mcp', '17'],
      ['picard-db-client', '17'],
    ]);
  });

  it('gives each service its own database, which nobody outside of Render reaches', () => {
    const used = render.services.map(({ envVars }) =>
      envVars.flatMap((each) => ('fromDatabase' in each ? [each.key, each.fromDatabase.name] : [])),
    );
    expect(used).toEqual([
      ['DATABASE_URL', 'picard-db-mcp'],
      ['CLIENT_DATABASE_URL', 'picard-db-client'],
    ]);
    expect(render.databases.map(({ ipAllowList }) => ipAllowList)).toEqual([[], []]);
  });

  it('names only services and databases that it has', () => {
    const services = render.services.map(({ name }) => name);
    for (const { envVars } of render.services) {
      for (const each of envVars) {
        if ('fromService' in each) expect(services).toContain(each.fromService.name);
      }
    }
  });

  it.each([
    ['picard-mcp-server', 'picard migrate', serverVariables],
    ['picard-reference-app', 'picard-app migrate', applicationVariables],
  ])(
    'migrates before %s is deployed, checks its health, and sets variables that it reads',
    (name, migrate, known) => {
      const { preDeployCommand, healthCheckPath, envVars } = renderService(name);
      expect(preDeployCommand).toBe(migrate);
      expect(healthCheckPath).toBe('/health');
      // PORT is for Render itself: to which port it sends requests.
      const keys = envVars.map(({ key }) => key).filter((key) => key !== 'PORT');
      expect([...known]).toEqual(expect.arrayContaining(keys));
      expect(known).toContain('RENDER_EXTERNAL_URL');
    },
  );

  it('sends requests to the ports that the image listens on', () => {
    const stages = parseDockerfile(readRepositoryFile('Dockerfile'));
    const variables = Object.assign(
      {},
      ...stages.flatMap(({ steps }) =>
        steps.flatMap((step) => (step.does === 'env' ? [step.variables] : [])),
      ),
    );
    const ports = render.services.map(({ envVars }) =>
      envVars.flatMap((each) => (each.key === 'PORT' && 'value' in each ? [each.value] : [])),
    );
    expect(ports).toEqual([[variables.PICARD_PORT], [variables.CLIENT_PORT]]);
  });

  it('starts what the image of the application starts', () => {
    const application = parseDockerfile(readRepositoryFile('Dockerfile')).find(
      ({ name }) => name === 'app',
    );
    const command = application?.steps.find((step) => step.does === 'cmd');
    expect(renderService('picard-reference-app').dockerCommand).toBe(command?.command.join(' '));
    expect(renderService('picard-mcp-server').dockerCommand).toBeUndefined();
  });

  it('writes no secret down, and tells the application no password of the administrator', () => {
    const secrets = /PASSWORD|KEY|SECRET/;
    for (const { envVars } of render.services) {
      for (const each of envVars)
        if (secrets.test(each.key)) expect(each).not.toHaveProperty('value');
    }
    const keys = renderService('picard-reference-app').envVars.map(({ key }) => key);
    expect(keys).not.toContain('ADMIN_PASSWORD');
  });
});
