import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuthorizationContext } from '../context.js';
import { type TestAdministration, testAdministration } from '../testing/test-administration.js';
import { changeUser } from './change-user.js';

describe('superusers who change one another at the same moment', () => {
  let fixture: TestAdministration;

  beforeEach(async () => {
    fixture = await testAdministration();
  });
  afterEach(() => fixture.test.close());

  it.each([{ isSuperuser: false }, { isActive: false }, { isSuperuser: false, isActive: false }])(
    'never all go by %j',
    async (change) => {
      const { store, users, clock } = fixture.test;
      const revocations: Pick<AuthorizationContext['revocations'], 'refresh'> = {
        refresh: async () => undefined,
      };
      const context = { store, users, clock, revocations };
      const second = await fixture.test.addUser({ isSuperuser: true });
      const both = await Promise.all([users.findById(fixture.root.id), users.findById(second.id)]);
      const outcomes = await Promise.allSettled(
        both.map((account) => account && changeUser(context, account, change)),
      );
      expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
      const left = await users.list({ limit: 10 });
      expect(left.some(({ isActive, isSuperuser }) => isActive && isSuperuser)).toBe(true);
    },
  );
});
