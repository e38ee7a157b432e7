import type { Knex } from 'knex';

/**
 * Lets the driver of SQLite fail at once where another process holds the lock. By default it waits five seconds for it, and
 * holds up the whole process meanwhile, for each query again. Other databases wait without that.
 */
export async function neverBlocking(db: Knex): Promise<void> {
  if (!/sqlite/.test(String(db.client.config.client))) {
    return;
  }
  const connections: {
    on(
      event: 'createSuccess',
      listener: (id: number, connection: unknown) => void,
    ): void;
  } = db.client.pool;
  connections.on('createSuccess', (_id, connection) => {
    if (hasPragma(connection)) {
      connection.pragma('busy_timeout = 0');
    }
  });
  await db.raw('PRAGMA busy_timeout = 0');
}

function hasPragma(
  connection: unknown,
): connection is { pragma(source: string): unknown } {
  return (
    typeof connection === 'object' &&
    connection !== null &&
    'pragma' in connection &&
    typeof connection.pragma === 'function'
  );
}
