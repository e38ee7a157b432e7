import { createPortal } from './createPortal.mjs';
import { versionsOf } from './stockCase.mjs';

const PORTAL = [
  '@groundwork/backstage-plugin-scaffolder-backend-module-tenancy',
  '@groundwork/backstage-plugin-catalog-backend-module-tenancy',
];

/** A stock app with all that the two processes load between them. */
export function splitPortal(tools, world) {
  return createPortal(tools, {
    ...world,
    name: 'split',
    release: versionsOf('1.57'),
    added: {
      'packages/app': ['@groundwork/backstage-plugin-tenancy'],
      'packages/backend': [
        ...PORTAL,
        '@groundwork/backstage-plugin-tenancy-backend',
        '@groundwork/backstage-plugin-tenancy-common',
        '@groundwork/backstage-plugin-tenancy-node',
        '@backstage/plugin-events-backend',
      ],
    },
    removed: ['@backstage/plugin-permission-backend-module-allow-all-policy'],
    features: [...PORTAL, '@backstage/plugin-events-backend'].map(
      each => `import('${each}')`,
    ),
  });
}
