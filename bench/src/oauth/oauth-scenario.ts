export const grantScenarios = ['refresh', 'exchange'] as const;
export type GrantScenario = (typeof grantScenarios)[number];

export const grantContestants = [
  'bare signature',
  'bare SQL',
  'signature and SQL',
  'server',
  'HTTP',
] as const;
export type GrantContestant = (typeof grantContestants)[number];

export const verifyContestants = [
  'jose jwtVerify',
  'first sight',
  'remembered',
  'bare Map',
  '0 revocations',
  '1,000 revocations',
  '100,000 revocations',
] as const;
export type VerifyContestant = (typeof verifyContestants)[number];

/** Live revocations in the database of each contestant that has a list of them. */
export const revocationCounts: Partial<Record<VerifyContestant, number>> = {
  '0 revocations': 0,
  '1,000 revocations': 1_000,
  '100,000 revocations': 100_000,
};

/** What a contestant is opened with. */
export interface OpenOptions {
  readonly databaseUrl: string;
  readonly encryptionKeys: string;
  /** A registered public client. */
  readonly clientId: string;
}

/** Verifications in a call, so that what measures them is small beside them. */
export const verificationsPerCall = 50;
