import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import type { Finding } from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import { exposureFinding } from './exposureFinding';

/** As the Kubernetes plugin and the scaffolder ask for them; neither is needed here. */
const kubernetesProxy = createPermission({
  name: 'kubernetes.proxy',
  attributes: {},
});
const taskRead = createPermission({
  name: 'scaffolder.task.read',
  attributes: { action: 'read' },
  resourceType: 'scaffolder-task',
});

const MAX_AGE = 10 * 60_000;
const TIMEOUT = 5_000;

/**
 * Whether other plugins show to everybody what is hidden here. Nothing is guessed from configuration: the portal's own
 * policy is asked with the credentials of somebody who does not run the platform, once in a while.
 */
export class ExposureCheck {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #permissions: PermissionsService;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  #askedAt = -Infinity;
  #findings: readonly Finding[] = [];

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    permissions: PermissionsService;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#permissions = options.permissions;
    this.#logger = options.logger;
    // A clock that was set back would keep it from looking for as long.
    this.#now = options.now ?? (() => performance.now());
  }

  /** What was found so far, for those who run the platform. */
  findings(): readonly Finding[] {
    return this.#findings;
  }

  /** Looks through the eyes of a caller, unless somebody's eyes were used a moment ago. Holds up and fails nobody. */
  look(viewer: Viewer): void {
    if (viewer.isAdmin || this.#askedAt + MAX_AGE > this.#now()) {
      return;
    }
    this.#askedAt = this.#now();
    this.#ask(viewer).catch(error => {
      this.#logger.debug(
        `It could not be checked what the permission policy allows: ${error}`,
      );
    });
  }

  async #ask({ credentials }: Viewer): Promise<void> {
    const [[proxy], [tasks], kubernetes, scaffolder] = await Promise.all([
      this.#permissions.authorize([{ permission: kubernetesProxy }], {
        credentials,
      }),
      this.#permissions.authorizeConditional([{ permission: taskRead }], {
        credentials,
      }),
      this.#isInstalled('kubernetes', 'clusters'),
      this.#isInstalled('scaffolder', 'v2/actions'),
    ]);
    this.#findings = [
      ...(kubernetes && proxy.result === AuthorizeResult.ALLOW
        ? [exposureFinding('kubernetes')]
        : []),
      ...(scaffolder && tasks.result === AuthorizeResult.ALLOW
        ? [exposureFinding('scaffolder')]
        : []),
    ];
  }

  /** A plugin that is there but does not answer well is there. */
  async #isInstalled(pluginId: string, path: string): Promise<boolean> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: pluginId,
    });
    const { status } = await fetch(
      `${await this.#discovery.getBaseUrl(pluginId)}/${path}`,
      {
        headers: { Authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(TIMEOUT),
      },
    );
    return status !== 404;
  }
}
