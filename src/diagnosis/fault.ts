import { Fault } from '../kernel/index.ts';

/** Why something cannot be diagnosed. */
export type DiagnosisFaultCode = 'TokenEmpty' | 'TokenOpaque' | 'TokenEncrypted' | 'TokenDamaged';

/** What was given cannot be diagnosed. It never repeats what was given: that may be a secret. */
export class DiagnosisFault extends Fault<DiagnosisFaultCode> {}
