import type { Config } from '@backstage/config';
import type { SetupPartView } from '@groundwork/backstage-plugin-tenancy-common';
import { hasEndpoint } from '@groundwork/backstage-plugin-tenancy-node';

/** What is told of a part. */
export type Told = Omit<SetupPartView, 'part'>;

/** A part that is asked over HTTP. */
interface Part {
  name: string;
  cost: string;
  copy: string;
  /** The plugin that has it; absent where that answered, so that no way to it is missing. */
  pluginId?: string;
}

const endpointLines = (pluginId: string) =>
  [
    '# of this backend',
    'discovery:',
    '  endpoints:',
    '    - target:',
    '        internal: http://backstage:7007/api/{{pluginId}}',
    `      plugins: [${pluginId}]`,
  ].join('\n');

/** Tells of a part by whether it is there; `is` is undefined where nobody said. */
export function installed(
  config: Config,
  is: boolean | undefined,
  { name, cost, copy, pluginId }: Part,
): Told {
  switch (is) {
    case true:
      return { state: 'on', why: `${name} is installed.` };
    case false:
      return pluginId !== undefined && isNotLedTo(config, pluginId)
        ? {
            state: 'off',
            why: `${name} is not in this backend, and discovery.endpoints names no other one for it.`,
            cost,
            copy: endpointLines(pluginId),
          }
        : { state: 'off', why: `${name} is not installed.`, cost, copy };
    default:
      return {
        state: 'unknown',
        why: `${name} was asked and did not say whether it is there.`,
        cost,
      };
  }
}

/** What is in the portal's own backend, whatever else runs elsewhere. */
const PORTAL = ['auth', 'catalog', 'permission'];

/** Whether this backend is led to that of the portal, and to none that has the plugin. */
function isNotLedTo(config: Config, pluginId: string): boolean {
  return (
    PORTAL.some(each => hasEndpoint(config, each)) &&
    !hasEndpoint(config, pluginId)
  );
}
