import fs from 'node:fs';
import path from 'node:path';

/** The edits of docs/install.md for an app of the old frontend system: the pages, one form field, and the cards of a resource. */
export function editLegacyApp(folder) {
  edit(path.join(folder, 'packages/app/src/App.tsx'), [
    [
      "import { apis } from './apis';",
      `import { ScaffolderFieldExtensions } from '@backstage/plugin-scaffolder-react';
import {
  TenancyAdoptPage,
  TenancyEnvironmentsFieldExtension,
  TenancyEstatePage,
  TenancySetupPage,
  TenancyTenantPage,
} from '@groundwork/backstage-plugin-tenancy/legacy';
import { apis } from './apis';`,
    ],
    [
      '<Route path="/create" element={<ScaffolderPage />} />',
      `<Route path="/tenancy" element={<TenancyEstatePage />} />
    <Route path="/tenancy/setup" element={<TenancySetupPage />} />
    <Route path="/tenancy/adopt" element={<TenancyAdoptPage />} />
    <Route path="/tenancy/:tenant" element={<TenancyTenantPage />} />
    <Route path="/create" element={<ScaffolderPage />}>
      <ScaffolderFieldExtensions>
        <TenancyEnvironmentsFieldExtension />
      </ScaffolderFieldExtensions>
    </Route>`,
    ],
  ]);
  edit(
    path.join(folder, 'packages/app/src/components/catalog/EntityPage.tsx'),
    [
      [
        "from '@backstage/plugin-catalog';",
        `from '@backstage/plugin-catalog';
import {
  EntityTenancySyncCard,
  isTenancyAvailable,
} from '@groundwork/backstage-plugin-tenancy/legacy';`,
      ],
      [
        'const overviewContent = (',
        `const tenancyCards = (
  <EntitySwitch>
    <EntitySwitch.Case if={isTenancyAvailable}>
      <EntityTenancySyncCard />
    </EntitySwitch.Case>
  </EntitySwitch>
);

const resourcePage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      {tenancyCards}
    </EntityLayout.Route>
  </EntityLayout>
);

const overviewContent = (`,
      ],
      [
        '    {entityWarningContent}\n',
        `    {entityWarningContent}
    <Grid item xs={12}>{tenancyCards}</Grid>
`,
      ],
      [
        "<EntitySwitch.Case if={isKind('component')}",
        `<EntitySwitch.Case if={isKind('resource')} children={resourcePage} />
    <EntitySwitch.Case if={isKind('component')}`,
      ],
    ],
  );
}

function edit(file, changes) {
  let text = fs.readFileSync(file, 'utf8');
  for (const [from, to] of changes) {
    if (!text.includes(from)) {
      throw new Error(`${file} has no ${from}`);
    }
    text = text.replace(from, to);
  }
  fs.writeFileSync(file, text);
}
