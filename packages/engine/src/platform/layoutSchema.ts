import { z } from 'zod';
import { defaultLayout, segmentsOf } from '../request/layout';

/** In a folder of this name lies what is patched by hand: nothing is rendered into it. */
export const patchesFolder = 'patches';

/** Names that mean something to what reads checkouts. */
const taken = [patchesFolder, 'node_modules', 'codeowners'];

/** No name that a tool reads as its own (`.git`, `.github`), as an option, or as a pattern. */
const folder = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

/** What is wrong with a template whose placeholders shall be these, once each. */
function problemOf(
  template: string,
  wanted: ReadonlyArray<'tenant' | 'environment'>,
): string | undefined {
  const segments = segmentsOf(template);
  const names = template.split('/');
  const wrong = segments.findIndex((segment, index) =>
    typeof segment === 'string'
      ? !folder.test(segment) || taken.includes(segment.toLowerCase())
      : !/^\$\{\{\s*[a-z]+\s*\}\}$/.test(names[index]),
  );
  if (wrong >= 0) {
    return `must be names of folders with one / between them; ${JSON.stringify(
      names[wrong],
    )} is none. A name is letters, digits, ., _ and - and starts with none of . and -, and not ${taken.join(
      ', ',
    )}; or it is \${{ tenant }} or \${{ environment }} as a whole.`;
  }
  const used = segments.flatMap(each =>
    typeof each === 'string' ? [] : [each.of],
  );
  const isRight =
    used.length === wanted.length && wanted.every(each => used.includes(each));
  if (!isRight) {
    return wanted.length === 0
      ? 'must be one folder for all tenants, without placeholders.'
      : `must have ${wanted
          .map(each => `\${{ ${each} }}`)
          .join(' and ')}, once each, and no other placeholder.`;
  }
  const [first] = segments;
  if (typeof first !== 'string' && first.of === 'tenant') {
    return 'must start with another folder than that of a tenant: at the root lies what belongs to the repository as a whole.';
  }
  return undefined;
}

function templateOf(
  name: keyof typeof defaultLayout,
  wanted: ReadonlyArray<'tenant' | 'environment'>,
) {
  return z
    .string()
    .max(300)
    .check(({ value, issues }) => {
      const message = problemOf(value, wanted);
      if (message !== undefined) {
        issues.push({ code: 'custom', message, input: value });
      }
    })
    .default(defaultLayout[name]);
}

/**
 * Schema of the layout; `layoutProblems` says where its parts are in each other's way.
 */
export const layoutSchema = z
  .strictObject({
    tenantRequests: templateOf('tenantRequests', []).describe(
      'Folder of the requests that are tenants, <tenant>.yaml each; the platform team writes there',
    ),
    platform: templateOf('platform', ['environment', 'tenant']).describe(
      'Folder of what the platform gives a tenant in an environment: ${{ tenant }} and ${{ environment }} stand for names of folders',
    ),
    requests: templateOf('requests', ['tenant']).describe(
      "Folder of a tenant's requests, <kind>-<name>.yaml each; its team writes there",
    ),
    tenants: templateOf('tenants', ['environment', 'tenant']).describe(
      "Folder of what a tenant's requests render to in an environment; its team writes there, and its Application syncs it",
    ),
  })
  .prefault({});
