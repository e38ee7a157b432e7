import { ConflictError } from '@backstage/errors';
import type {
  PreviewView,
  RequestName,
} from '@groundwork/backstage-plugin-tenancy-common';
import { createHash } from 'node:crypto';
import type { Viewer } from '../access/Viewer';
import type { DeployingParts } from '../deploying/DeployingParts';
import type { Change } from './Publisher';
import { refuseFindings } from './refuseFindings';

/** What a person changes of one request, as it was previewed. */
export interface Previewed {
  viewer: Viewer;
  request: RequestName;
  preview: PreviewView;
  /** Who owns the tenant at the commit that it was decided from. */
  owner?: string;
  /** Git id of the request's file there; absent where there is none. */
  oid?: string;
  /** Further tenants that it is about. */
  alike?: Change['alike'];
  /** What it is called, on one line. */
  title: string;
  /** Further lines of its message. */
  notes: readonly string[];
  /** First word of the name of its branch. */
  word: string;
}

/**
 * A previewed change of a request as it is published.
 *
 * @throws InputError with what is refused, by field; ConflictError where it changes nothing
 */
export async function changeOf(
  { authorOf }: Pick<DeployingParts, 'authorOf'>,
  previewed: Previewed,
): Promise<Change> {
  const { viewer, request, preview, owner, oid, alike, title, notes, word } =
    previewed;
  const { tenant, kind, name } = request;
  refuseFindings(preview.findings);
  const files = preview.files.filter(({ change }) => change !== 'same');
  if (files.length === 0) {
    throw new ConflictError(`Git holds it already: ${title}`);
  }
  const hash = createHash('sha256')
    .update(
      JSON.stringify([
        oid ?? '',
        files.map(({ path, content }) => [path, content]),
      ]),
    )
    .digest('hex');
  return {
    preview,
    tenant,
    kind,
    name,
    ...(owner === undefined ? {} : { owner }),
    ...(oid === undefined ? {} : { requestOid: oid }),
    ...(alike === undefined ? {} : { alike }),
    title,
    body: [
      ...preview.changes.map(change => `- ${change.replace(/^[-+~]/, '\\$&')}`),
      '',
      ...notes,
    ].join('\n'),
    branch: `groundwork/${word}-${tenant}-${name}-${hash.slice(0, 12)}`,
    author: await authorOf({ viewer }),
    by: viewer.user ?? 'a plugin',
  };
}
