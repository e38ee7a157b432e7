import { lazy, Suspense, type ReactElement } from 'react';
import { attachComponentData } from '@backstage/core-plugin-api';
import {
  type AppNode,
  createExtension,
  createExtensionDataRef,
  ExtensionBoundary,
} from '@backstage/frontend-plugin-api';

/** What the home plugin takes for a widget. Known by its id, so that a portal without that plugin does not have to load it. */
const widgetDataRef = createExtensionDataRef<{
  node: AppNode;
  component: ReactElement;
  name?: string;
  title?: string;
  description?: string;
}>().with({ id: 'home.widget.data' });

// For the list of widgets to choose from, which knows no translations.
const title = 'What is broken of mine';
const description = 'Your tenants in trouble, worst first.';

const BrokenOfMineCard = lazy(() =>
  import('./components/BrokenOfMine').then(m => ({
    default: m.BrokenOfMineCard,
  })),
);

/** A widget for the home page of Backstage's home plugin. In a portal without one it is not attached to anything. */
export const brokenOfMineWidget = createExtension({
  kind: 'home-page-widget',
  name: 'broken-of-mine',
  attachTo: { id: 'page:home', input: 'widgets' },
  output: [widgetDataRef],
  factory({ node }) {
    const Widget = () => (
      <ExtensionBoundary node={node}>
        <Suspense fallback={null}>
          <BrokenOfMineCard />
        </Suspense>
      </ExtensionBoundary>
    );
    attachComponentData(Widget, 'core.extensionName', 'TenancyBrokenOfMine');
    attachComponentData(Widget, 'title', title);
    attachComponentData(Widget, 'description', description);
    return [
      widgetDataRef({
        node,
        component: <Widget />,
        name: 'TenancyBrokenOfMine',
        title,
        description,
      }),
    ];
  },
});
