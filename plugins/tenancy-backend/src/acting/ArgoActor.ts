import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { operationNote } from '@groundwork/engine';
import type { Actor, ObjectTarget, SyncWish, Target } from './Actor';
import { askJson, type JsonAnswer, messageOf } from './askJson';
import { operationOf } from './operationOf';
import { remembered } from './remembered';

/** What would let the account deploy what is in no repository, or change an Application. */
const FORBIDDEN = ['override', 'update', 'create', 'delete'];

/** Acts through the API of Argo CD, as a local account. */
export class ArgoActor implements Actor {
  readonly #url: string;
  readonly #token: string;
  readonly #ca: string | undefined;
  readonly #checks = new Map<string, () => Promise<string | undefined>>();

  constructor(options: { url: string; token: string; ca?: string }) {
    this.#url = options.url.replace(/\/+$/, '');
    this.#token = options.token;
    this.#ca = options.ca;
  }

  async verify(target: Target | ObjectTarget): Promise<void> {
    const application = applicationOf(target);
    const key = `${projectOf(application)}/${application.ref.name}`;
    const check =
      this.#checks.get(key) ??
      remembered(() => this.#powersOver(projectOf(application), application));
    this.#checks.set(key, check);
    const problem = await check();
    if (problem) {
      throw new NotAllowedError(problem);
    }
  }

  async sync(target: Target, wish: SyncWish): Promise<void> {
    const { syncStrategy, syncOptions, ...sync } = operationOf(
      target.object,
      wish,
    );
    await this.#ask('POST', this.#path(target, '/sync'), {
      ...sync,
      ...whereOf(target),
      name: target.ref.name,
      ...(syncStrategy ? { strategy: syncStrategy } : {}),
      ...(syncOptions ? { syncOptions: { items: syncOptions } } : {}),
      infos: [
        { name: operationNote, value: wish.key },
        { name: `${operationNote}-by`, value: wish.by },
      ],
    });
  }

  async refresh(target: Target, kind: 'normal' | 'hard'): Promise<void> {
    const query = new URLSearchParams({ refresh: kind, ...whereOf(target) });
    await this.#ask('GET', `${this.#path(target, '')}?${query}`);
  }

  async terminate(target: Target): Promise<void> {
    const query = new URLSearchParams(whereOf(target));
    await this.#ask('DELETE', `${this.#path(target, '/operation')}?${query}`);
  }

  async refreshSecret(target: ObjectTarget): Promise<void> {
    await this.#run(target, 'refresh');
  }

  async restart(target: ObjectTarget): Promise<void> {
    await this.#run(target, 'restart');
  }

  /** Runs an action of a kind, as Argo CD's page does; older versions take it in another way. */
  async #run(target: ObjectTarget, action: string): Promise<void> {
    const application = applicationOf(target);
    const { group, kind, namespace = '', name } = target.ref;
    const { version } = target;
    const object = {
      ...whereOf(application),
      namespace,
      resourceName: name,
      version,
      group,
      kind,
    };
    const path = this.#path(application, '/resource/actions');
    try {
      await this.#ask('POST', `${path}/v2`, {
        ...object,
        name: application.ref.name,
        action,
      });
    } catch (error) {
      if (!(error instanceof NotFoundError)) {
        throw error;
      }
      await this.#ask('POST', `${path}?${new URLSearchParams(object)}`, action);
    }
  }

  /** What of the forbidden the account may do with an Application. */
  async #powersOver(
    project: string,
    { ref }: Target,
  ): Promise<string | undefined> {
    for (const power of FORBIDDEN) {
      const path = [project, ref.name].map(encodeURIComponent).join('/');
      const body = await this.#ask(
        'GET',
        `/api/v1/account/can-i/applications/${power}/${path}`,
      );
      if (Object(body).value !== 'no') {
        return `The account of Argo CD that acts for teams may ${power} Applications, which it must not. The platform team takes that away in argocd-rbac-cm`;
      }
    }
    return undefined;
  }

  #path({ ref }: Target, end: string): string {
    return `/api/v1/applications/${encodeURIComponent(ref.name)}${end}`;
  }

  async #ask(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    json?: unknown,
  ): Promise<unknown> {
    const answer = await askJson('Argo CD', new URL(`${this.#url}${path}`), {
      method,
      headers: { Authorization: `Bearer ${this.#token}` },
      ...(this.#ca ? { ca: this.#ca } : {}),
      ...(json === undefined ? {} : { json }),
    });
    return accepted(answer);
  }
}

function applicationOf(target: Target | ObjectTarget): Target {
  if ('object' in target) {
    return target;
  }
  if (!target.application) {
    throw new ConflictError(
      `No Application of the tenant manages ${target.ref.kind} ${target.ref.name}, and Argo CD acts on what it manages. The platform team can add a credential for the cluster`,
    );
  }
  return target.application;
}

function projectOf({ object }: Target): string {
  const { project } = Object(object.spec) as { project?: unknown };
  return typeof project === 'string' && project !== '' ? project : 'default';
}

function whereOf(target: Target): { appNamespace: string; project: string } {
  return {
    appNamespace: target.ref.namespace ?? '',
    project: projectOf(target),
  };
}

function accepted(answer: JsonAnswer): unknown {
  const { status, body } = answer;
  const said = messageOf(answer);
  if (status >= 200 && status < 300) {
    return body;
  }
  switch (status) {
    case 401:
      throw new NotAllowedError(
        'Argo CD rejects the token that acts for teams: it may have expired. The platform team renews it (actions.credential)',
      );
    case 403:
      throw new NotAllowedError(
        `Argo CD does not let the portal do this: ${said}`,
      );
    case 404:
    case 405:
    case 501:
      throw new NotFoundError(`Argo CD knows nothing of it: ${said}`);
    case 400:
    case 409:
    case 412:
      throw new ConflictError(`Argo CD refuses it: ${said}`);
    default:
      throw new ServiceUnavailableError(
        `Argo CD could not do it: ${said}. Try again`,
      );
  }
}
