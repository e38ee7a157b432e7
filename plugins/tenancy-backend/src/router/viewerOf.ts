import type { Request } from 'express';
import type { Viewer } from '../access/Viewer';
import type { Tenancy } from '../Tenancy';

/**
 * Who sent the request: a user, also one on whose behalf another plugin asks, or a plugin.
 */
export async function viewerOf(
  { httpAuth, access, doors }: Pick<Tenancy, 'httpAuth' | 'access' | 'doors'>,
  req: Request,
): Promise<Viewer> {
  const viewer = await access.viewer(
    await httpAuth.credentials(req, { allow: ['user', 'service'] }),
  );
  doors.look(viewer);
  return viewer;
}
