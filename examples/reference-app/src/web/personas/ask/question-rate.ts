import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Context } from '../../context.js';

/** Each question costs the owner of the application something. Nobody who reads the answers asks more often. */
const questions = 30;
const seconds = 600;

export interface QuestionRate {
  /** Counts a question; answers after how many seconds another is allowed, or nothing where this one is. */
  waitFor(userId: string): Promise<number | undefined>;
}

/** How often one user may ask, on all instances of the application together. */
export function questionRate({ database }: Pick<Context, 'database'>): QuestionRate {
  const limiter = new RateLimiterPostgres({
    storeClient: database.pool,
    storeType: 'pool',
    tableName: 'question_rates',
    tableCreated: true,
    keyPrefix: 'user',
    points: questions,
    duration: seconds,
  });
  return {
    async waitFor(userId) {
      try {
        await limiter.consume(userId);
        return undefined;
      } catch (error) {
        if (error instanceof RateLimiterRes) return Math.ceil(error.msBeforeNext / 1000);
        throw error;
      }
    },
  };
}
