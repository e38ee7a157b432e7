import { render, screen } from '@testing-library/react';
import { app } from './App';

function configure(data: object) {
  const config = [
    {
      context: 'test',
      data: {
        app: { title: 'Groundwork', baseUrl: 'http://localhost' },
        backend: { baseUrl: 'http://localhost' },
        ...data,
      },
    },
  ];
  // The bundler puts an array here; a real environment could hold only text, so it is replaced whole.
  process.env = Object.assign({}, process.env, { APP_CONFIG: config });
}

describe('the portal', () => {
  beforeEach(() => localStorage.clear());

  it('offers the demo users to sign in as', async () => {
    configure({
      tenancyDemo: {
        users: ['user:default/ada', 'user:default/paula'],
        about: [
          { user: 'user:default/paula', description: 'Runs the platform' },
        ],
      },
    });
    render(app.createRoot());

    expect(
      await screen.findByRole('button', { name: 'Ada' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /Paula.*Runs the platform/ }),
    ).toBeInTheDocument();
  });
});
