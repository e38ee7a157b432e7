import { NotFoundError } from '@backstage/errors';
import type { Request } from 'express';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { nameSchema } from './names';
import { parseInput } from './parseInput';

/**
 * The environment of a tenant that `?environment=` names; nothing where all are asked for.
 *
 * @throws NotFoundError where the tenant is not there; it says where the tenant is
 */
export function environmentAsked(
  req: Request,
  { name, environments }: Pick<TenantEntry, 'name' | 'environments'>,
): { environment?: string } {
  const { environment: asked } = req.query;
  if (asked === undefined) {
    return {};
  }
  const environment = parseInput(nameSchema, asked, 'environment');
  const names = environments.map(each => each.name);
  if (!names.includes(environment)) {
    throw new NotFoundError(
      `Tenant ${name} is not in an environment ${environment}${
        names.length > 0 ? `: it is in ${names.join(', ')}` : ''
      }`,
    );
  }
  return { environment };
}
