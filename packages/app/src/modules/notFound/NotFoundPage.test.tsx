import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { NotFoundPage } from './NotFoundPage';

describe('NotFoundPage', () => {
  it('says what is not there, and leads back to the tenants', async () => {
    renderInTestApp(<NotFoundPage />, {
      initialRouteEntries: ['/nowhere'],
      config: { app: { title: 'Groundwork' } },
    });

    expect(
      await screen.findByRole('heading', { name: 'Page not found' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Go to tenants' })).toHaveAttribute(
      'href',
      '/tenancy',
    );
    expect(document.title).toBe('Page not found | Groundwork');
  });
});
