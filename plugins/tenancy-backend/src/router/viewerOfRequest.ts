import type { Request } from 'express';
import type { Viewer } from '../access/Viewer';
import type { Tenancy } from '../Tenancy';

/**
 * Who sent the request: a user, also one on whose behalf another plugin asks, or a plugin.
 */
export async function viewerOfRequest(
  {
    httpAuth,
    access,
    exposure,
  }: Pick<Tenancy, 'httpAuth' | 'access' | 'exposure'>,
  req: Request,
): Promise<Viewer> {
  const viewer = await access.viewer(
    await httpAuth.credentials(req, { allow: ['user', 'service'] }),
  );
  exposure.look(viewer);
  return viewer;
}
