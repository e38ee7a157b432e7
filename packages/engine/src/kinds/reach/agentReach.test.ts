import { agent } from '../../testing/networkAgent';
import { agentReach } from './agentReach';

describe('a DaemonSet', () => {
  const nowhere = { find: () => [] };
  const cilium = (nodes?: number, ready?: number) =>
    agent('cilium', [{ name: 'cilium-agent' }], { nodes, ready });

  it('concerns all where who enforces policies comes, goes or runs no more', () => {
    expect(agentReach(cilium(), nowhere)).toBe('all');
    expect(agentReach(cilium(3), nowhere, cilium(0))).toBe('all');
  });

  it('concerns nobody else where that stays', () => {
    expect(agentReach(cilium(3), nowhere, cilium(4))).toEqual([]);
    expect(agentReach(cilium(3, 0), nowhere, cilium(4, 0))).toEqual([]);
    expect(agentReach(cilium(3, 0), nowhere)).toEqual([]);
    expect(agentReach(agent('logs', [{ name: 'logs' }]), nowhere)).toEqual([]);
  });
});
