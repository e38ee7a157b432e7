import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { WorkloadsStatus } from '@groundwork/engine';
import { findingId } from '@groundwork/engine/model';
import {
  crashingWorkload,
  eventsView,
  platformView,
  quotaCause,
  workload,
  workloadsView,
} from '../../__fixtures__';
import { renderWithApi } from '../../__testUtils__';
import { useWorkloads } from '../../hooks';
import { WorkloadsCard } from './WorkloadsCard';

function Card(props: { logs?: string }) {
  return (
    <WorkloadsCard
      status={useWorkloads({ tenant: 'payments' })}
      logs={props.logs}
    />
  );
}

function renderCard(overrides: Partial<WorkloadsStatus> = {}, logs?: string) {
  return renderWithApi(<Card logs={logs} />, {
    getWorkloads: async () => ({ data: workloadsView(overrides) }),
  });
}

describe('WorkloadsCard', () => {
  it('opens what is broken, and tells its cause once', async () => {
    renderCard();

    expect(await screen.findByText('1 of 2 healthy')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^web/ })).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    expect(
      screen.getAllByText('web keeps running out of memory (limit 256Mi)'),
    ).toHaveLength(1);
    expect(screen.getByText('web-1, web-2')).toBeInTheDocument();
    expect(screen.getByText(/OOMKilled \(exit code 137\)/)).toBeInTheDocument();
  });

  it('lists hundreds by and by, the worst first, and the keyboard goes on there', async () => {
    const many = Array.from({ length: 130 }, (_, at) =>
      workload({ ref: { ...workload().ref, name: `job-${at}` } }),
    );
    renderCard({ workloads: [...many, crashingWorkload()] });

    const list = await screen.findByRole('list', { name: 'Workloads' });
    expect(list.children).toHaveLength(20);
    expect(list.children[0]).toHaveTextContent(/^web/);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show more (111)' }),
    );
    expect(list.children).toHaveLength(120);
    expect(list.children[20]).toHaveFocus();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show more (11)' }),
    );
    expect(list.children).toHaveLength(131);
    expect(list.children[120]).toHaveFocus();
    expect(
      screen.queryByRole('button', { name: /Show more/ }),
    ).not.toBeInTheDocument();
  });

  it('shows what runs with its digest', async () => {
    renderCard({ workloads: [workload()] });

    await userEvent.click(
      await screen.findByRole('button', { name: /^api.*2 of 2 ready.*api:4/ }),
    );
    expect(
      screen.getByText(/api:4.11.2 sha256:5f5f5f5f5f5f$/),
    ).toBeInTheDocument();
  });

  it('names what made a workload, and of that offers no version', async () => {
    renderCard({
      workloads: [workload({ madeBy: { kind: 'Kafka', name: 'events' } })],
    });
    await userEvent.click(await screen.findByRole('button', { name: /^api/ }));
    expect(screen.getByText('Made by')).toBeInTheDocument();
    expect(screen.getByText('Kafka events')).toBeInTheDocument();
    expect(screen.queryByText('Deploy')).not.toBeInTheDocument();
  });

  it('calls workloads of an extension by the label of their kind', async () => {
    const ref = { ...workload().ref, group: 'acme.example', kind: 'Fleet' };
    renderWithApi(<Card />, {
      getWorkloads: async () => ({
        data: workloadsView({ workloads: [{ ...workload(), ref }] }),
      }),
      getPlatform: async () => ({
        ...platformView(),
        kinds: [
          { group: 'acme.example', kind: 'Fleet', label: 'fleet of pods' },
        ],
      }),
    });

    expect(await screen.findByText(/^fleet of pods · 2 of 2/)).toBeVisible();
  });

  it('leads to the logs where there are any', async () => {
    renderCard({ workloads: [crashingWorkload()] }, '/catalog/x/kubernetes');

    expect(await screen.findByRole('link', { name: 'Logs' })).toHaveAttribute(
      'href',
      '/catalog/x/kubernetes',
    );
  });

  it('says notes of autoscalers and budgets', async () => {
    renderCard({
      workloads: [
        { ...crashingWorkload(), notes: ['Autoscaler web is at its limit'] },
      ],
    });

    expect(
      await screen.findByText('Autoscaler web is at its limit'),
    ).toBeInTheDocument();
  });

  it('refers to the card of the cause, and repeats none of it', async () => {
    const why = 'the quota has no room for another pod';
    const item = { ...crashingWorkload(), why, troubles: [] };
    const ref = { ...item.ref, kind: 'Deployment', name: 'web' };
    const known = quotaCause();
    const [first, ...rest] = known.follows;
    const id = findingId('workloads', item.environment, ref);
    renderWithApi(<Card />, {
      getWorkloads: async () => ({
        data: {
          ...workloadsView({ workloads: [{ ...item, ref }] }),
          causes: [{ ...known, follows: [{ ...first, id }, ...rest] }],
        },
      }),
    });

    expect(
      await screen.findByRole('link', { name: 'Quota compute' }),
    ).toHaveAttribute('href', expect.stringMatching(/tab=quota$/));
    expect(screen.getByText('Deployment web waits for 2 pods')).toBeVisible();
    expect(screen.queryByText(why)).toBeNull();
  });

  it('asks for events when somebody opens them, and tells them by object', async () => {
    const getEvents = jest.fn(async () => ({ data: eventsView() }));
    renderWithApi(<Card />, { getEvents });
    const button = await screen.findByRole('button', {
      name: 'Events of the last hour',
    });
    expect(getEvents).not.toHaveBeenCalled();
    await userEvent.click(button);

    const dev = await screen.findByRole('region', { name: 'Events of dev' });
    expect(dev).toHaveTextContent('Pod/web-7d9-a of Deployment web');
    expect(dev).toHaveTextContent(
      'Warning FailedMount 7 times, last 2 min ago: secret "db" not found',
    );
    expect(
      screen.getByText(/cluster prod does not tell events now/),
    ).toBeVisible();
  });

  it('teaches where nothing runs', async () => {
    renderCard({ state: 'Healthy', workloads: [] });

    expect(
      await screen.findByText(/Nothing runs here yet/),
    ).toBeInTheDocument();
  });
});
