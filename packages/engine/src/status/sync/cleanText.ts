import { ObjectMeta } from '../../model';
import { credentialInAddress } from '../controllerText';

const longest = 8_000;

/** What an Application of another team is called. */
export const foreignApplication = 'an Application of another team';

/**
 * A message of Argo CD without what is not meant for the tenant: Applications of others that claim the same object, and
 * credentials in addresses. `own` are the names of the tenant's Applications.
 */
export function cleanText(
  text: string,
  { name, namespace = '' }: ObjectMeta,
  own: ReadonlySet<string>,
): string {
  const itself = [name, `${namespace}/${name}`, `${namespace}_${name}`];
  // Messages quote what tenants write, as long as they like.
  const bounded = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return bounded
    .replace(credentialInAddress, '//')
    .replace(
      /(?<=^|\s)(\S+) is part of applications (\S+) and (\S+)/g,
      (_, object: string, a: string, b: string) => {
        const other = [a, b].find(each => !itself.includes(each)) ?? b;
        const known = other.replace(/^[^/_]*[/_]/, '');
        const who = own.has(known) ? known : foreignApplication;
        return `${object} is also managed by ${who}; each sync of one reverts the other`;
      },
    );
}
