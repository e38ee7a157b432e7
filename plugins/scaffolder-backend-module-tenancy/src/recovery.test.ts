import { mkdirSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import githubModule from '@backstage/plugin-scaffolder-backend-module-github';
import type { JsonObject } from '@backstage/types';
import { memoryGitRepositories } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import createKnex from 'knex';
import { FakeGitHub } from './__testUtils__/FakeGitHub';
import { startTemplatePortal } from './__testUtils__/templatePortal';
import { goodForms, tenantValues } from './__testUtils__/templateValues';

jest.setTimeout(120_000);

const never = () => new Promise<never>(() => {});

describe('a task that is killed and taken up by another process', () => {
  const folder = createMockDirectory();
  let tenantFiles: Record<string, string>;

  beforeAll(async () => {
    const portal = await startTemplatePortal();
    await portal.run('tenant', tenantValues);
    await portal.stop();
    tenantFiles = Object.fromEntries(portal.git.files);
  });

  const openDatabase = () =>
    createKnex({
      client: 'better-sqlite3',
      connection: { filename: folder.resolve('tasks.sqlite') },
      useNullAsDefault: true,
    });

  /** As the scaffolder does with a task whose process has not been heard of for a while. */
  async function reopen(id: string) {
    const knex = openDatabase();
    await knex('tasks').where({ id }).update({ status: 'open' });
    await knex.destroy();
  }

  /** A process of its own, which shares the database and Git with the others. */
  async function startProcess(
    disk: string,
    git: ReturnType<typeof memoryGitRepositories>,
    tenancy: JsonObject,
  ) {
    const workingDirectory = folder.resolve(disk);
    mkdirSync(workingDirectory, { recursive: true });
    return startTemplatePortal({
      git,
      tenancy,
      config: {
        backend: { workingDirectory },
        scaffolder: { taskRecovery: { enabled: true } },
      },
      openDatabase,
      features: [githubModule],
    });
  }

  /** Runs a workload until it hangs, kills that process, and lets the next one end it. */
  async function killAndResume(options: {
    git: ReturnType<typeof memoryGitRepositories>;
    tenancy: JsonObject;
    hangs: (hang: () => void) => void;
    heal: () => void;
    /** Whether the workspace of the task is gone with the process. */
    losesDisk: boolean;
  }) {
    folder.clear();
    const first = await startProcess('first', options.git, options.tenancy);
    const { template, values } = goodForms['a workload'];
    const hung = new Promise<void>(resolve => options.hangs(resolve));
    const id = await first.start(template, values);
    await hung;
    await first.stop();
    options.heal();
    await reopen(id);

    const second = await startProcess(
      options.losesDisk ? 'second' : 'first',
      options.git,
      options.tenancy,
    );
    const end = await second.end(id);
    await second.stop();
    return end;
  }

  it.each(['while it renders', 'before it pushes', 'after it pushed'])(
    'commits once when killed %s',
    async moment => {
      const git = memoryGitRepositories(tenantFiles);
      const { readTree, push } = git;
      const pushes: string[] = [];
      const { status, message } = await killAndResume({
        git: Object.assign(git, {
          push: async (...args: Parameters<typeof push>) => {
            const pushed = await push(...args);
            pushes.push(pushed.commit);
            return pushed;
          },
        }),
        tenancy: {},
        losesDisk: true,
        hangs(hang) {
          const counted = git.push;
          if (moment === 'while it renders') {
            git.readTree = () => {
              hang();
              return never();
            };
          } else {
            git.push = async (...args) => {
              if (moment === 'after it pushed') {
                await counted(...args);
              }
              hang();
              return never();
            };
          }
        },
        heal() {
          git.readTree = readTree;
          git.push = async (...args) => {
            const pushed = await push(...args);
            pushes.push(pushed.commit);
            return pushed;
          };
        },
      });

      expect([status, message]).toEqual(['completed', '']);
      expect(pushes).toHaveLength(1);
      expect([...git.files.keys()]).toContain(
        'tenants/payments/requests/workload-api.yaml',
      );
    },
  );

  it.each([
    ['before', false, 1, 'completed', /^$/],
    ['after', false, 1, 'completed', /^$/],
    ['before', true, 0, 'failed', /Run the template again/],
    ['after', true, 1, 'failed', /Run the template again/],
  ] as const)(
    'opens at most one whole pull request when killed just %s it (workspace lost: %s)',
    async (moment, losesDisk, count, ends, says) => {
      const git = memoryGitRepositories(tenantFiles);
      const github = new FakeGitHub();
      github.start();
      try {
        const { status, message } = await killAndResume({
          git,
          losesDisk,
          tenancy: {
            publish: 'pullRequest',
            repository: {
              url: 'https://github.com/acme/estate.git',
              branch: 'main',
            },
          },
          hangs(hang) {
            github.onOpen = async when => {
              if (when === moment) {
                hang();
                await never();
              }
            };
          },
          heal() {
            github.onOpen = async () => {};
          },
        });

        expect(github.pullRequests).toHaveLength(count);
        const whole = github.pullRequests.filter(({ head }) =>
          Object.keys(github.filesOf(head.replace('acme:', ''))).includes(
            'tenants/payments/requests/workload-api.yaml',
          ),
        );
        expect(whole).toHaveLength(count);
        expect(status).toBe(ends);
        expect(message).toMatch(says);
      } finally {
        github.stop();
      }
    },
  );
});
