import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';

/** Leads to the entry that the address names, once it is there: it comes later than the page. */
export function useHashFocus(isThere: boolean): void {
  const { hash, key } = useLocation();
  useEffect(() => {
    const entry = isThere && document.getElementById(hash.slice(1));
    if (entry) {
      entry.scrollIntoView?.({ block: 'center' });
      entry.focus({ preventScroll: true });
    }
  }, [hash, key, isThere]);
}
