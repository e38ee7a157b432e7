import { until } from './until.mjs';

/** A template each that is hidden, renamed, and taken as a base. */
export const templatesConfig = {
  change: {
    application: { hidden: true },
    tenant: { name: 'team-space', title: 'A space for a team' },
  },
  add: [
    {
      base: 'workload',
      name: 'web-shop',
      title: 'A shop',
      fields: { image: { title: 'Image of the shop' } },
    },
  ],
};

/** Whether the catalog and the forms of a portal are as `templatesConfig` says. */
export async function tryTemplates(checks, name, { ask }) {
  const templates = await checks.run(
    `${name}: templates are in the catalog`,
    () =>
      until(
        'the templates',
        () => ask('/api/catalog/entities?filter=kind=template'),
        entities => named(entities, 'web-shop') !== undefined,
      ),
  );
  if (!templates) {
    return;
  }
  await checks.run(`${name}: a template is hidden`, () => {
    const shown = templates.map(({ metadata }) => metadata.name);
    if (shown.length < 10 || shown.some(each => each.includes('application'))) {
      throw new Error(`shown are ${shown.join(', ')}`);
    }
  });
  await checks.run(`${name}: a template is renamed`, () => {
    const title = named(templates, 'team-space')?.metadata.title;
    if (
      title !== 'A space for a team' ||
      named(templates, 'kubernetes-tenant') !== undefined
    ) {
      throw new Error(`team-space has the title ${title}`);
    }
  });
  await checks.run(`${name}: a template is taken as a base`, async () => {
    const form = each =>
      ask(
        `/api/scaffolder/v2/templates/default/template/${each}/parameter-schema`,
      ).then(JSON.stringify);
    const added = 'Image of the shop';
    if (!(await form('web-shop')).includes(added)) {
      throw new Error(`no field of web-shop is called "${added}"`);
    }
    if ((await form('kubernetes-workload')).includes(added)) {
      throw new Error('its base has changed too');
    }
  });
}

function named(entities, name) {
  return entities.find(({ metadata }) => metadata.name === name);
}
