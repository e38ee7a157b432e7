import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let tick = 0;

// Rounded up: what happened twelve minutes ago shall not read as eleven.
function currentSecond(): number {
  return Math.ceil(Date.now() / 1000) * 1000;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!timer) {
    tick = currentSecond();
    timer = setInterval(() => {
      tick = currentSecond();
      listeners.forEach(notify => notify());
    }, 1000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/**
 * A text that depends on the time. All users share one timer, and a component renders again only when
 * its own text changes.
 */
export function useTicking(text: (now: number) => string): string {
  return useSyncExternalStore(subscribe, () =>
    text(timer ? tick : currentSecond()),
  );
}
