import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';

/**
 * Tells of each user that it owns what it and its groups own. For tests.
 *
 * @param groups - entity references of groups, by that of the user
 * @public
 */
export function userInfoOf(
  groups: Readonly<Record<string, readonly string[]>>,
) {
  return createServiceFactory({
    service: coreServices.userInfo,
    deps: { auth: coreServices.auth },
    factory: ({ auth }) => ({
      async getUserInfo(credentials) {
        if (!auth.isPrincipal(credentials, 'user')) {
          throw new TypeError('not a user');
        }
        const { userEntityRef } = credentials.principal;
        return {
          userEntityRef,
          ownershipEntityRefs: [
            userEntityRef,
            ...(groups[userEntityRef] ?? []),
          ],
        };
      },
    }),
  });
}
