import { finishPack } from './lib/finishPack.mjs';

// the last step of `prepack`, in the folder of the package that is packed
finishPack(process.cwd());
