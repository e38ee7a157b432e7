import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { AuthenticationError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

/**
 * Lets one sign in as any of the users listed under `tenancyDemo.users`, without
 * a password, so that the demo estate can be seen through the eyes of several
 * teams. Without that list, or outside development, there is no such way in.
 */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-sign-in',
  register({ registerInit }) {
    registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ providers, config, logger }) {
        const users = config.getOptionalStringArray('tenancyDemo.users') ?? [];
        if (users.length === 0) {
          return;
        }
        if (process.env.NODE_ENV !== 'development') {
          logger.warn(
            'tenancyDemo.users is set, but sign-in without a password exists in development only',
          );
          return;
        }
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              defaultProfileTransform: async () => ({ profile: {} }),
              initialize: () => undefined,
              async authenticate({ req }) {
                const user = req.header('x-demo-user');
                if (!user || !users.includes(user)) {
                  throw new AuthenticationError(
                    'x-demo-user must be one of tenancyDemo.users',
                  );
                }
                return { result: { user } };
              },
            }),
            async signInResolver({ result: { user } }, context) {
              const { entity } = await context.findCatalogUser({
                entityRef: user,
              });
              return context.signInWithCatalogUser({
                entityRef: stringifyEntityRef(entity),
              });
            },
          }),
        });
      },
    });
  },
});
