import { inTurns } from '@groundwork/backstage-plugin-tenancy-node';
import type { KubernetesObject, NewShelf } from '@groundwork/engine';
import { Packing } from './Packing';

/** Milliseconds between two rounds ... */
const ROUND = 30_000;

/** ... of which each works for so long at a time ... */
const SLICE = 4;

/** ... and then leaves the processor to others. */
const PAUSE = 20;

/** One for the process, as its memory is. */
const packing = new Packing({ onWork: run });
let isRunning = false;

/**
 * The object that is to be kept in place of one that was just read, before it is told to anybody: the same in all that is read of
 * it. What is in it is packed when nobody has read it for half a minute to a minute, and unpacked when somebody does.
 */
export function packable(read: KubernetesObject): KubernetesObject {
  return packing.packable(read);
}

/** Makes shelves for objects of a kind that are {@link packable}, which fold as these are packed. */
export function packedShelves(id: { group: string; kind: string }): NewShelf {
  return packing.shelvesOf(id);
}

/**
 * Packs objects of a kind that were just read and that nobody was told of, where so many were read that all of them unpacked would
 * take several times the room. Others are let through.
 */
export async function packRead(
  objects: readonly KubernetesObject[],
): Promise<void> {
  if (packing.isMuch) {
    await inTurns(packing.pack(objects));
  }
}

function run(): void {
  if (!isRunning) {
    isRunning = true;
    goRounds()
      // Where there is no memory to pack in, it is tried again with the next object.
      .catch(() => {})
      .finally(() => {
        isRunning = false;
      });
  }
}

async function goRounds(): Promise<void> {
  while (packing.hasWork) {
    await pause(ROUND);
    let began = performance.now();
    for (const _ of packing.round()) {
      if (performance.now() - began > SLICE) {
        await pause(PAUSE);
        began = performance.now();
      }
    }
  }
}

/** Does not keep the process. */
async function pause(milliseconds: number): Promise<void> {
  await new Promise<void>(resolve => {
    setTimeout(resolve, milliseconds).unref();
  });
}
