import { NotFoundError } from '@backstage/errors';

/** Of a tenant that is not there to be adopted, by the rules that were given. */
export function noSuchTenant(tenant: string): NotFoundError {
  return new NotFoundError(
    `No rule makes a tenant ${tenant} of namespaces that wait, or it is in Git already`,
  );
}
