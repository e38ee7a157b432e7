import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { plainLine, type Platform } from '@groundwork/engine';
import type { TenantDirectory, TenantEntry } from '../tenants/TenantDirectory';
import { redactNames } from '../timeline/redactNames';
import type { KeptNotice } from './NoticeStore';

/** Of more tenants that one cause hit the others are counted. */
const MAX_NAMED = 20;

/** Something to tell of a tenant. */
export interface Letter {
  tenant: TenantEntry;
  notice: KeptNotice;
}

const SEVERITIES = {
  broke: 'high',
  certificate: 'high',
  quota: 'normal',
  merged: 'low',
} as const;

/**
 * Sends notices with Backstage's notifications, to the owner of each tenant and to the admins. The admins are told once of
 * what hit several tenants alike. The same matter has the same scope, so that one notification is renewed and none is added.
 */
export class NoticePost {
  readonly #notifications: NotificationService;
  readonly #platform: Platform;
  readonly #directory: TenantDirectory;
  readonly #logger: LoggerService;
  #isThere = true;

  constructor(options: {
    notifications: NotificationService;
    platform: Platform;
    directory: TenantDirectory;
    logger: LoggerService;
  }) {
    this.#notifications = options.notifications;
    this.#platform = options.platform;
    this.#directory = options.directory;
    this.#logger = options.logger;
  }

  /** False once it is known that the portal has no notifications. */
  get isThere(): boolean {
    return this.#isThere;
  }

  /** Sends letters; resolves with those that could not be sent and may be tried again. */
  async send(
    letters: readonly Letter[],
    as: 'told' | 'over',
  ): Promise<Letter[]> {
    const failed: Letter[] = [];
    for (const letter of letters) {
      const { owner } = letter.tenant;
      if (owner !== undefined && !this.#isAdmin(owner)) {
        const isSent = await this.#try([owner], this.#ofTeam(letter, as));
        if (!isSent) {
          failed.push(letter);
        }
      }
    }
    if (this.#platform.admins.length > 0) {
      for (const alike of this.#byCause(letters)) {
        // Who was not told as an owner is told together with them next time.
        const sent = alike.filter(letter => !failed.includes(letter));
        if (
          sent.length > 0 &&
          !(await this.#try(this.#platform.admins, this.#ofAdmins(sent, as)))
        ) {
          failed.push(
            ...sent.filter(
              ({ tenant: { owner } }) =>
                owner === undefined || this.#isAdmin(owner),
            ),
          );
        }
      }
    }
    return failed;
  }

  async #try(
    entityRef: readonly string[],
    payload: Parameters<NotificationService['send']>[0]['payload'],
  ): Promise<boolean> {
    if (!this.#isThere) {
      return true;
    }
    try {
      await this.#notifications.send({
        recipients: { type: 'entity', entityRef: [...entityRef] },
        payload,
      });
      return true;
    } catch (error) {
      if (/\b404\b|NotFoundError/.test(`${error}`)) {
        this.#isThere = false;
        this.#logger.info(
          'Nobody is notified of tenants: the portal has no notifications plugin',
        );
        return true;
      }
      this.#logger.debug(`A notification cannot be sent: ${error}`);
      return false;
    }
  }

  /** For the owner: no names of other tenants. */
  #ofTeam({ tenant, notice }: Letter, as: 'told' | 'over') {
    const own = new Set([
      tenant.name,
      ...tenant.environments.flatMap(each => [each.name, each.namespace]),
    ]);
    const clean = (text: string) =>
      plainLine(
        redactNames(text, {
          own,
          isForeign: name =>
            name !== tenant.name && this.#directory.get(name) !== undefined,
        }),
      );
    return {
      ...payloadOf(tenant.name, notice, as),
      title: titleOf(tenant.name, notice, as),
      description: as === 'over' ? 'It is well again.' : clean(notice.why),
    };
  }

  #ofAdmins(letters: readonly Letter[], as: 'told' | 'over') {
    const [{ tenant, notice }] = letters;
    const names = letters.map(each => each.tenant.name);
    const payload = payloadOf(tenant.name, notice, as);
    return letters.length === 1
      ? {
          ...payload,
          title: titleOf(tenant.name, notice, as),
          description: as === 'over' ? 'It is well again.' : notice.why,
        }
      : {
          ...payload,
          link: '/tenancy',
          scope: `tenancy/${notice.kind}/${[...names].sort().join(',')}`.slice(
            0,
            250,
          ),
          title: `${names.length} tenants: ${
            as === 'over' ? 'well again' : notice.why
          }`.slice(0, 240),
          description: `${names.slice(0, MAX_NAMED).join(', ')}${
            names.length > MAX_NAMED
              ? ` and ${names.length - MAX_NAMED} more`
              : ''
          }`,
        };
  }

  #byCause(letters: readonly Letter[]): Letter[][] {
    const groups = new Map<string, Letter[]>();
    for (const letter of letters) {
      const { tenant, notice } = letter;
      const isShared = notice.kind === 'broke';
      const words = notice.why.split(tenant.name).join('·');
      const key = JSON.stringify(isShared ? words : [tenant.name, notice.key]);
      groups.set(key, [...(groups.get(key) ?? []), letter]);
    }
    return [...groups.values()];
  }

  #isAdmin(owner: string): boolean {
    return this.#platform.admins.some(
      admin => admin.toLowerCase() === owner.toLowerCase(),
    );
  }
}

function titleOf(
  tenant: string,
  { kind, environment, title }: KeptNotice,
  as: 'told' | 'over',
): string {
  return as === 'over' && kind === 'broke'
    ? `${tenant} ${environment} is well again`
    : title;
}

function payloadOf(
  tenant: string,
  { key, kind, environment, url }: KeptNotice,
  as: 'told' | 'over',
) {
  const query = new URLSearchParams({
    tab: 'changes',
    ...(environment ? { environment } : {}),
  });
  return {
    link: url ?? `/tenancy/${tenant}?${query}`,
    severity: as === 'over' ? ('normal' as const) : SEVERITIES[kind],
    topic: `tenancy.${as === 'over' ? 'fixed' : kind}`,
    scope: `tenancy/${tenant}/${key}`.slice(0, 250),
  };
}
