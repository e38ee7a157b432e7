import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import type { IdentityApi } from '@backstage/frontend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { PortalSignInPage } from './PortalSignInPage';

const demo = { tenancyDemo: { users: ['user:default/ada'] } };

function session(userEntityRef: string) {
  return {
    providerInfo: {},
    profile: { displayName: 'Ada' },
    backstageIdentity: {
      token: 'header.e30.signature',
      identity: {
        type: 'user',
        userEntityRef,
        ownershipEntityRefs: [userEntityRef],
      },
    },
  };
}

function renderPage(data: JsonObject) {
  const signedIn = new Promise<IdentityApi>(resolve => {
    renderInTestApp(<PortalSignInPage onSignInSuccess={resolve} />, {
      config: { app: { title: 'Groundwork' }, ...data },
      apis: [mockApis.discovery({ baseUrl: 'http://portal.test' })],
    });
  });
  return { signedIn };
}

describe('PortalSignInPage', () => {
  const server = setupServer();
  registerMswTestHooks(server);
  beforeEach(() => localStorage.clear());

  function acceptAda() {
    server.use(
      http.get('http://portal.test/api/auth/demo/refresh', ({ request }) =>
        request.headers.get('x-demo-user') === 'user:default/ada'
          ? HttpResponse.json(session('user:default/ada'))
          : HttpResponse.json(
              { error: { name: 'AuthenticationError', message: 'nobody' } },
              { status: 401 },
            ),
      ),
    );
  }

  it('signs in as the user who is chosen', async () => {
    acceptAda();
    const { signedIn } = renderPage(demo);
    await userEvent.click(await screen.findByRole('button', { name: 'Ada' }));

    const identity = await (await signedIn).getBackstageIdentity();
    expect(identity.userEntityRef).toBe('user:default/ada');
  });

  it('keeps the session over a reload and forgets it on signing out', async () => {
    acceptAda();
    localStorage.setItem('groundwork.demo-user', 'user:default/ada');
    const { signedIn } = renderPage(demo);

    const identity = await signedIn;
    await identity.signOut();
    expect(localStorage.getItem('groundwork.demo-user')).toBeNull();
  });

  it('lets one choose again when the portal refuses', async () => {
    server.use(
      http.get('http://portal.test/api/auth/demo/refresh', () =>
        HttpResponse.json(
          { error: { name: 'AuthenticationError', message: 'not you' } },
          { status: 401 },
        ),
      ),
    );
    renderPage(demo);
    await userEvent.click(await screen.findByRole('button', { name: 'Ada' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Choose again' }),
    );

    expect(
      await screen.findByRole('button', { name: 'Ada' }),
    ).toBeInTheDocument();
  });

  it('lets guests in where there is no demo', async () => {
    renderPage({});

    expect(await screen.findByText('Enter')).toBeInTheDocument();
  });
});
