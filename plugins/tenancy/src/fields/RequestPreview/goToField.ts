import type { FieldPlace } from './fieldPlaces';

/** Long enough for the wizard to draw another page. */
const DRAWN_MS = 150;

/**
 * Goes to the page of a field and puts the cursor into it. The wizard lets one go back only by a click on the name of a
 * page; where it is another wizard, only the cursor moves.
 */
export function goToField({ field, step }: FieldPlace): void {
  const pages = document.querySelectorAll<HTMLElement>(
    '[class*="MuiStepper-root"] [class*="MuiStepLabel-root"]',
  );
  pages[step]?.click();
  setTimeout(() => {
    const input = document.getElementById(`root_${field}`);
    input?.scrollIntoView({ block: 'center' });
    const focusable = input?.matches('input, textarea, select, button')
      ? input
      : input?.querySelector<HTMLElement>('input, textarea, button');
    focusable?.focus();
  }, DRAWN_MS);
}
