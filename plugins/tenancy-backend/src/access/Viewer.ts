import type {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { Platform } from '@groundwork/engine';

/**
 * Who asks: a person with what they own, or another plugin of this backend.
 */
export interface Viewer {
  credentials: BackstageCredentials;
  /** Entity reference of the person; absent for a plugin. */
  user?: string;
  /** Entity references that the person owns things by, in lower case. */
  claims: ReadonlySet<string>;
  /** Whether they run the platform, and every tenant is open to them: platform admins, and plugins. */
  isAdmin: boolean;
  /** A token with access restrictions: every tenant is open to it as far as its permissions go, and nothing else is. */
  isRestricted?: true;
}

/**
 * Tells who stands behind the credentials of a request.
 *
 * @throws NotAllowedError for credentials of neither a user nor a service
 */
export async function viewerOf(
  credentials: BackstageCredentials,
  options: {
    auth: AuthService;
    userInfo: UserInfoService;
    platform: Pick<Platform, 'admins'>;
  },
): Promise<Viewer> {
  const { auth, userInfo, platform } = options;
  if (auth.isPrincipal(credentials, 'service')) {
    const isRestricted = credentials.principal.accessRestrictions !== undefined;
    return {
      credentials,
      claims: new Set(),
      isAdmin: !isRestricted,
      ...(isRestricted ? { isRestricted } : {}),
    };
  }
  if (!auth.isPrincipal(credentials, 'user')) {
    throw new NotAllowedError('Sign in to see tenants');
  }
  const { userEntityRef, ownershipEntityRefs } = await userInfo.getUserInfo(
    credentials,
  );
  const claims = new Set(
    [userEntityRef, ...ownershipEntityRefs].map(lowerCase),
  );
  return {
    credentials,
    user: lowerCase(userEntityRef),
    claims,
    isAdmin: platform.admins.map(lowerCase).some(ref => claims.has(ref)),
  };
}

function lowerCase(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}
