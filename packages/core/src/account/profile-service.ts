import type { Profile, PublicProfile } from './profile.js';
import type { FindUsersInput, UpdateProfileInput } from './profile-input.js';

/** Profiles as one principal may see and change them. Errors are `PicardError`s. */
export interface ProfileService {
  /** The caller's own. */
  own(): Promise<Profile>;
  /**
   * Anybody's: the caller's own whole, others' as they show themselves.
   * @throws `not_found` alike for a user who is absent, inactive, or does not want to be found.
   */
  get(userId?: string): Promise<Profile | PublicProfile>;
  /** Concurrent changes are applied one after the other. */
  update(input: UpdateProfileInput): Promise<Profile>;
  /**
   * Users of the caller's realm who want to be found, by the beginning of their username; fewer than three
   * characters must match it exactly. A caller without an account here finds nobody.
   */
  find(input: FindUsersInput): Promise<readonly PublicProfile[]>;
}
