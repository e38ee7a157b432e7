import fs from 'node:fs';
import path from 'node:path';

const added = name => `backend.add(import('${name}'));`;

/** What goes into the process of its own. */
const ALONE = [
  '@backstage/plugin-kubernetes-backend',
  '@groundwork/backstage-plugin-tenancy-backend',
].map(added);

/** A policy of somebody's own, which lets nobody see another tenant than one. */
const policy = tenant => `
import { createBackendModule } from '@backstage/backend-plugin-api';
import { AuthorizeResult, isPermission } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { tenantReadPermission } from '@groundwork/backstage-plugin-tenancy-common';
import { createTenancyConditionalDecision, tenancyConditions } from '@groundwork/backstage-plugin-tenancy-node';

export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'narrow',
  register({ registerInit }) {
    registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          handle: async ({ permission }) =>
            isPermission(permission, tenantReadPermission)
              ? createTenancyConditionalDecision(permission, tenancyConditions.hasTenantName({ names: ['${tenant}'] }))
              : { result: AuthorizeResult.ALLOW },
        });
      },
    });
  },
});
`;

/** Writes the one entry that starts either of the two, or both in one process, as docs/scale.md shows it. */
export function writeEntry(folder, { tenant }) {
  const source = path.join(folder, 'packages/backend/src');
  const [head, rest] = ALONE.reduce(
    (text, line) => text.replace(line, ''),
    fs.readFileSync(path.join(source, 'index.ts'), 'utf8'),
  ).split('const backend = createBackend();');
  const file = path.join(source, 'split.ts');
  fs.writeFileSync(path.join(source, 'narrow.ts'), policy(tenant));
  fs.writeFileSync(
    file,
    [
      head,
      'const backend = createBackend();',
      'const part = process.env.BACKEND_PART;',
      "if (part !== 'portal') {",
      ...ALONE,
      '}',
      "if (part !== 'tenancy') {",
      rest.replace('backend.start();', ''),
      "backend.add(import('./narrow'));",
      '}',
      'backend.start();',
      '',
    ].join('\n'),
  );
  return file;
}
