import {
  coreServices,
  createServiceFactory,
  type DatabaseService,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';

/** A database that a plugin gets. */
type Client = Awaited<ReturnType<DatabaseService['getClient']>>;

/**
 * A database of its own for each plugin of a test backend, all of which can be closed: what a backend leaves open when it
 * stops keeps the process of the tests alive for half a minute. For tests.
 *
 * @param open - opens a database that nobody else has
 * @public
 */
export function closingDatabases(open: () => Client): {
  /** To be added to the features of the backend. */
  feature: ServiceFactory;
  /** To be called once the backend has stopped. */
  close(): Promise<void>;
} {
  const opened: Client[] = [];
  return {
    feature: createServiceFactory({
      service: coreServices.database,
      deps: {},
      factory: () => {
        const client = open();
        opened.push(client);
        return { getClient: async () => client };
      },
    }),
    async close() {
      for (const { client } of opened) {
        // Work that a plugin left behind waits for ever, in place of failing in the middle of somebody else's test.
        Object.assign(client, {
          acquireConnection: () => new Promise<never>(() => {}),
        });
      }
      await Promise.all(opened.map(client => client.destroy()));
    },
  };
}
