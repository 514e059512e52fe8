import type { Activity } from '@picard-mcp/core/operations';

/** What the authorization server writes into the record of activity. */
export const auditActions = [
  'login',
  'logout',
  'user_registered',
  'password_changed',
  'user_deactivated',
  'user_activated',
  'user_promoted',
  'user_demoted',
  'user_erased',
  'sign_out_everywhere',
  'authorization',
  'token_issued',
  'token_refreshed',
  'token_revoked',
  'token_introspected',
  'grant_revoked',
  'direct_connect',
  'client_registered',
  'client_updated',
  'client_deleted',
  'client_secret_rotated',
  'admin_access',
] as const;

export type AuditAction = (typeof auditActions)[number];

/** Records what was granted, refused, revoked and registered. Never throws and does not delay the caller. */
export type Audit = (event: Omit<Activity, 'action'> & { readonly action: AuditAction }) => void;
