import type { PolicyQueryUser } from '@backstage/plugin-permission-node';

/** Entity references that somebody owns things by, in lower case, their own among them. */
export function claimsOf(user: PolicyQueryUser): string[] {
  const { userEntityRef, ownershipEntityRefs } = user.info;
  return [...new Set([userEntityRef, ...ownershipEntityRefs].map(lowerCase))];
}

/** Whether somebody is among the platform's admins, as tenancy-backend decides it. */
export function isAdmin(
  user: PolicyQueryUser,
  admins: readonly string[],
): boolean {
  const claims = new Set(claimsOf(user));
  return admins.some(ref => claims.has(lowerCase(ref)));
}

function lowerCase(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}
