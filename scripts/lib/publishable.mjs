/** The packages that are published: `{ name, location }` of each. */
export async function publishable(yarn) {
  const listed = await yarn(['workspaces', 'list', '--json', '--no-private']);
  return listed
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
}
