import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { commit, remark } from './commits.mjs';
import { createPortal } from './createPortal.mjs';
import { findPostgres, startPostgres } from './startPostgres.mjs';
import { startStock, TENANT } from './startStock.mjs';
import { askPortal, versionsOf } from './stockCase.mjs';
import { until } from './until.mjs';

/** Two replicas of the newest release on one PostgreSQL; one is killed, the other goes on, and the first comes back. */
export async function postgresCase(world) {
  const { tools, checks, state, packs, kept, sandboxConfig } = world;
  const binaries = findPostgres();
  if (!binaries) {
    checks.skip('postgres', 'there are no postgres and initdb on this machine');
    return;
  }
  const portal = await checks.run(
    'postgres: a stock app takes the packed packages',
    () =>
      createPortal(tools, {
        state,
        kept,
        name: 'postgres',
        packs,
        release: versionsOf('1.57'),
      }),
  );
  if (!portal) {
    return;
  }
  // replicas are tried over HTTP; the pages were tried elsewhere
  fs.mkdirSync(path.join(portal.folder, 'packages/app/dist'), {
    recursive: true,
  });
  const server = await startPostgres(binaries);
  const connection = {
    host: '127.0.0.1',
    port: server.port,
    user: 'postgres',
    password: 'none',
  };
  const running = new Map();
  const started = async (name, title) => {
    const replica = await checks.run(`postgres: ${title}`, () =>
      startStock(tools, {
        ...portal,
        sandboxConfig,
        name,
        database: { client: 'pg', connection },
      }),
    );
    if (replica) {
      running.set(name, replica);
    }
    return replica;
  };
  try {
    const one = await started('one', 'replica one starts');
    const two = one && (await started('two', 'replica two starts'));
    if (two) {
      await tryReplicas({
        checks,
        one,
        two,
        again: () => started('one', 'it starts again'),
        commit: (...args) => commit(path.join(state, 'sandbox'), ...args),
        ask: asking(portal.folder, connection),
      });
    }
  } finally {
    await Promise.all([...running.values()].map(each => each.stop()));
    await server.stop();
  }
}

async function tryReplicas({ checks, one, two, again, commit, ask }) {
  await askPortal(checks, 'postgres', one);
  const same = (title, replicas) =>
    checks.run(`postgres: ${title}`, () =>
      until(
        'the same answer of both',
        () => Promise.all(replicas.map(wordsOf)),
        ([first, second]) =>
          first.length > 0 && JSON.stringify(first) === JSON.stringify(second),
      ),
    );
  const once = (title, subject, replicas) =>
    checks.run(`postgres: ${title}`, async () => {
      commit(subject, remark(subject));
      for (const replica of replicas) {
        await until(
          `one change "${subject}"`,
          () => changesOf(replica, subject),
          changes => changes.length > 0,
        );
      }
      // what another replica writes as well would come a little later
      await new Promise(resolve => setTimeout(resolve, 10_000));
      for (const replica of replicas) {
        const changes = await changesOf(replica, subject);
        if (changes.length !== 1) {
          throw new Error(`it is told ${changes.length} times`);
        }
      }
    });
  await same('both replicas answer the same', [one, two]);
  const holder = await checks.run(
    'postgres: one of them is the publisher',
    () => until('a holder', () => holderOf(ask), Boolean),
  );
  await once('a commit is told once, by both', 'payments: tried with two', [
    one,
    two,
  ]);
  const told = title =>
    until(
      `a notification "${title}"`,
      () => notificationsOf(ask),
      ({ titles }) => titles.includes(title),
      120,
    );
  await checks.run('postgres: what breaks is notified of once', async () => {
    commit('payments: ask for what its project refuses', breakIt);
    await told(`${TENANT} dev is Degraded`).then(assertOnce);
  });
  const seen = await wordsOf(two);
  const people = peopleAt(two, seen);
  await one.kill();
  await checks.run(
    'postgres: the other goes on when one is killed',
    async () => {
      await wordsOf(two);
      await until(
        'a publisher that lives',
        async () => [await holderOf(ask), await renewed(ask)],
        ([, isRenewed]) => isRenewed,
      );
    },
  );
  await once(
    'a commit is told once, by the one left',
    'payments: tried alone',
    [two],
  );
  const back = await again();
  if (!back) {
    await people.leave();
    return;
  }
  const early = peopleAt(back, seen, { mayNotKnow: true });
  await same('both answer the same again', [back, two]);
  for (const [title, each] of [
    ['nobody saw another answer at the one left', people],
    ['nor at the one that came back', early],
  ]) {
    await checks.run(`postgres: ${title}`, async () => {
      const { answers, wrong } = await each.leave();
      if (answers === 0 || wrong.length > 0) {
        throw new Error(`of ${answers} answers these: ${wrong.join('\n')}`);
      }
    });
  }
  await once('a commit is told once, by both again', 'payments: tried again', [
    back,
    two,
  ]);
  await checks.run('postgres: nothing was notified of twice', async () =>
    assertOnce(await notificationsOf(ask)),
  );
  await checks.run('postgres: that it is over is notified of', async () => {
    commit('payments: ask for it no more', mendIt);
    await told(`${TENANT} dev is well again`);
  });
  await checks.run(
    'postgres: one is the publisher, as before or after',
    async () => {
      const rows = await leasesOf(ask);
      if (rows.length !== 1 || !(await renewed(ask))) {
        throw new Error(`${holder} held it; now there are ${rows.length}`);
      }
    },
  );
}

async function wordsOf({ ask }) {
  const { environments } = await ask(`/api/tenancy/tenants/${TENANT}/status`);
  return environments.map(({ name, state }) => [name, state]);
}

/**
 * People who look at a tenant time and again, and what they saw that was not so before. `mayNotKnow`: while a replica that has
 * just started reads its clusters it says that it does not know, and nothing else that was not so.
 */
function peopleAt(replica, words, { mayNotKnow = false } = {}) {
  const isRight = said =>
    said.length === words.length &&
    said.every(
      ([name, state], index) =>
        name === words[index][0] &&
        (state === words[index][1] || (mayNotKnow && state === 'Unknown')),
    );
  const wrong = new Set();
  let answers = 0;
  let stay = true;
  const asking = (async () => {
    while (stay) {
      const problem = await wordsOf(replica).then(
        said => (isRight(said) ? undefined : JSON.stringify(said)),
        error => error.message,
      );
      answers += 1;
      if (problem) {
        wrong.add(problem);
      }
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  })();
  return {
    async leave() {
      stay = false;
      await asking;
      return { answers, wrong: [...wrong] };
    },
  };
}

async function changesOf({ ask }, subject) {
  const { items } = await ask(`/api/tenancy/tenants/${TENANT}/changes`);
  return items.filter(each => JSON.stringify(each).includes(subject));
}

const leasesOf = ask =>
  ask('backstage_plugin_tenancy', 'select * from tenancy_leases');

async function holderOf(ask) {
  const [row] = await leasesOf(ask);
  return row?.holder;
}

/** Whether somebody who lives renews the lease, by a term of it. */
async function renewed(ask) {
  const [before] = await leasesOf(ask);
  await new Promise(resolve => setTimeout(resolve, 16_000));
  const [after] = await leasesOf(ask);
  return after !== undefined && after.until !== before?.until;
}

/** A notification that is sent twice is kept once, but as one that was renewed. */
async function notificationsOf(ask) {
  const rows = await ask(
    'backstage_plugin_notifications',
    'select title, scope, "user", updated from notification',
  );
  return {
    titles: rows.map(({ title }) => title),
    twice: rows.filter(
      ({ user, scope, updated }, index) =>
        updated !== null ||
        rows.findIndex(each => each.user === user && each.scope === scope) !==
          index,
    ),
  };
}

function assertOnce({ twice }) {
  if (twice.length > 0) {
    throw new Error(`twice: ${JSON.stringify(twice.slice(0, 3))}`);
  }
}

/** Asks a database of a plugin, with the driver that the portal has. */
function asking(folder, connection) {
  const { Client } = createRequire(
    path.join(folder, 'packages/backend/package.json'),
  )('pg');
  return async (database, query) => {
    const client = new Client({ ...connection, database });
    await client.connect();
    try {
      return (await client.query(query)).rows;
    } finally {
      await client.end();
    }
  };
}

const REFUSED = 'refused.yaml';
const listed = `  - ${REFUSED}\n`;

/** Adds an object that the project of the tenant does not permit, so that Argo CD fails to sync. */
function breakIt(folder) {
  fs.writeFileSync(
    path.join(folder, 'dev', REFUSED),
    'apiVersion: v1\nkind: Namespace\nmetadata: { name: not-ours }\n',
  );
  fs.appendFileSync(path.join(folder, 'dev/kustomization.yaml'), listed);
}

function mendIt(folder) {
  fs.rmSync(path.join(folder, 'dev', REFUSED));
  const list = path.join(folder, 'dev/kustomization.yaml');
  fs.writeFileSync(list, fs.readFileSync(list, 'utf8').replace(listed, ''));
}
