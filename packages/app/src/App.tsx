import { createApp } from '@backstage/frontend-defaults';
import { homeModule } from './modules/home';
import { navModule } from './modules/nav';
import { notFoundModule } from './modules/notFound';
import { signInModule } from './modules/signIn';

/** The portal. Plugins are discovered among the dependencies of this package (`app.packages: all`). */
export const app = createApp({
  features: [homeModule, navModule, notFoundModule, signInModule],
});
