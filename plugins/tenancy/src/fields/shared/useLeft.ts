import { useState } from 'react';

let isPressed = false;
let isWatched = false;

/** Remembers whether a mouse button or finger is down. */
function watch() {
  if (!isWatched) {
    isWatched = true;
    window.addEventListener('pointerdown', () => (isPressed = true), true);
    window.addEventListener('pointerup', () => (isPressed = false), true);
    window.addEventListener('pointercancel', () => (isPressed = false), true);
  }
}

/**
 * Whether a field was left once. Where a press elsewhere took the focus, only when that is let go: what is told then may
 * move the button that was pressed, and the click would be lost.
 */
export function useLeft(): [left: boolean, onBlur: () => void] {
  const [left, setLeft] = useState(false);
  watch();
  return [
    left,
    () => {
      const tell = () => setLeft(true);
      if (isPressed) {
        window.addEventListener('pointerup', () => setTimeout(tell), {
          once: true,
        });
      } else {
        tell();
      }
    },
  ];
}
