import type { Pending } from './readPending';

/** What a pull request to the branch of an environment says of itself. */
export function reviewBody(
  { branch, files }: Pending,
  note: string | undefined,
): string {
  const tenants = [...new Set(files.flatMap(({ tenant }) => tenant ?? []))];
  const shown = tenants.sort().slice(0, 50);
  return [
    `What requests say for ${branch.name} and this branch does not hold yet: ${files.length} files.`,
    ...(shown.length > 0
      ? [
          `Tenants: ${shown.join(', ')}${
            tenants.length > shown.length ? ' and more' : ''
          }.`,
        ]
      : []),
    '',
    ...(note
      ? [`The branch was ${note}. Merging this takes that back.`, '']
      : []),
    'Further changes come as commits on top until this is merged. To change something here, change the request; to refuse it, take the change of the request back.',
  ].join('\n');
}
