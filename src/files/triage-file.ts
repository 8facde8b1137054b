/**
 * Turns `rules/triage.yaml`, once its shape is checked, into the cues that the triage runs on. Comes in: the file's
 * value and how to read a condition; goes out: the cues. It reads no disk and judges no text.
 */
import type { z } from 'zod';
import type { Condition, TriageCues } from '../classifier/rule.js';
import type { ConditionFile, triageFileSchema } from './rule-schema.js';
import type { YamlPath } from './yaml-file.js';

export function triageCuesOf(
  file: z.infer<typeof triageFileSchema>,
  read: (written: ConditionFile | ConditionFile[], where: YamlPath) => Condition,
): TriageCues {
  const { who } = file;
  return {
    writer: read(who.writer, ['who', 'writer']),
    here: read(who.here, ['who', 'here']),
    relative: read(who.relative, ['who', 'relative']),
    bareKin: read(who.bare_kin, ['who', 'bare_kin']),
    they: read(who.they, ['who', 'they']),
    speaksFor: read(who.speaks_for, ['who', 'speaks_for']),
    done: read(who.done, ['who', 'done']),
    noticed: read(who.noticed, ['who', 'noticed']),
    felt: read(who.felt, ['who', 'felt']),
    ownPlea: read(file.own_plea, ['own_plea']),
    notMeant: read(file.not_meant, ['not_meant']),
    stages: file.stages.map(({ stage, when }, index) => ({
      stage,
      when: read(when, ['stages', index, 'when']),
    })),
    urgency: file.urgency.map(({ points, when }, index) => ({
      points,
      when: read(when, ['urgency', index, 'when']),
    })),
  };
}
