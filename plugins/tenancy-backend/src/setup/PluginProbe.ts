import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { textOf } from '@groundwork/backstage-plugin-tenancy-node';
import { untilAborted } from './untilAborted';

const TIMEOUT = 5_000;
const MOST_BYTES = 4 * 1024 * 1024;

/** Asks other plugins of this portal whether they are there, by a route that each of them has. */
export class PluginProbe {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** Whether a plugin is installed; undefined where nobody answered. One that refuses us is there. */
  async isInstalled(
    pluginId: string,
    path: string,
  ): Promise<boolean | undefined> {
    try {
      const response = await this.#ask(pluginId, path);
      passOver(response);
      return response.status !== 404;
    } catch {
      return undefined;
    }
  }

  /** Ids of the actions that the scaffolder has; undefined where it does not say. */
  async scaffolderActions(): Promise<readonly string[] | undefined> {
    try {
      const response = await this.#ask('scaffolder', 'v2/actions');
      if (!response.ok || !response.body) {
        passOver(response);
        return undefined;
      }
      const actions: unknown = JSON.parse(
        await textOf(response.body, MOST_BYTES),
      );
      return Array.isArray(actions)
        ? actions.flatMap((action: { id?: unknown } | null) =>
            typeof action?.id === 'string' ? [action.id] : [],
          )
        : undefined;
    } catch {
      return undefined;
    }
  }

  /** Bounded as a whole: to get a token for it, the plugin is asked as well. */
  #ask(pluginId: string, path: string): Promise<Response> {
    const signal = AbortSignal.timeout(TIMEOUT);
    return untilAborted(signal, this.#answerOf(pluginId, path, signal));
  }

  async #answerOf(
    pluginId: string,
    path: string,
    signal: AbortSignal,
  ): Promise<Response> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: pluginId,
    });
    return fetch(`${await this.#discovery.getBaseUrl(pluginId)}/${path}`, {
      headers: { Authorization: `Bearer ${token}` },
      signal,
    });
  }
}

function passOver({ body }: Response): void {
  body?.cancel().catch(() => {});
}
