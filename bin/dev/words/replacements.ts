/** A phrase that the project does not use, and what to write in its place. */
export interface Replacement {
  /** Matched on one line, upper or lower case, as whole words. */
  readonly phrase: RegExp;
  readonly instead: string;
}

const words = (source: string): RegExp => new RegExp(String.raw`(?<![\w-])(?:${source})(?![\w-])`, 'i');

/** Plain, idiomatic US English, as in Stripe's or Node's docs: subject, verb, object. */
const ENGLISH: readonly Replacement[] = [
  {
    // "there is no", "is no longer" and "is no more than" are ordinary English.
    phrase: words(
      String.raw`(?<!\bthere )(?:is|are|was|were) no(?! longer| more| less| fewer| later| earlier| larger)`,
    ),
    instead: '"is not a …", "has no …", or name what is missing',
  },
  { phrase: words('nobody|no one'), instead: 'name the subject: "no caller", "unowned", "unused", "anonymous"' },
  { phrase: words('whoever|whomever'), instead: 'name the subject: the client, the caller, the request' },
  { phrase: words('somebody|someone'), instead: 'name the subject: a caller, a user, another organization' },
  { phrase: words('had better'), instead: '"should"' },
  { phrase: words('goes for|go for'), instead: '"applies to"' },
  { phrase: words('in vain'), instead: '"fails" or "without effect"' },
  { phrase: words('in good time'), instead: '"in time"' },
  { phrase: words('of (?:its|their) own accord'), instead: '"automatically"' },
  { phrase: words('anew'), instead: '"again", "reload", or "start over"' },
  { phrase: words('lets? go of|let go'), instead: '"drops", "releases", "evicts"' },
  { phrase: words('bears?|bore|borne'), instead: '"has", "carries", "includes"' },
  { phrase: words('knows? of|know nothing of'), instead: '"knows", "has"' },
  { phrase: words('tells? of|told of'), instead: '"reports", "notifies", "calls back with"' },
  { phrase: words('the wiser'), instead: 'say what changes, or leave it out' },
  { phrase: words('comes? to naught|amounts? to naught|naught'), instead: '"fails", "nothing"' },
  { phrase: words('heeds?|lest|hitherto|henceforth|thereof|thereby|whence|hence|albeit'), instead: 'the plain word' },
  { phrase: words('meanwhile|in the meantime'), instead: '"while …", or name the time' },
  { phrase: words('for the sake of'), instead: '"so that", "to"' },
  { phrase: words('ever (?:new|more)'), instead: '"more and more", "new"' },
  { phrase: words('at the most|at the least'), instead: '"at most", "at least"' },
  { phrase: words('looks? whether|look whether'), instead: '"checks that", "checks whether"' },
  { phrase: words('all chance'), instead: '"generated values" or "random values"' },
  { phrase: words('is (?:still )?(?:wanted|meant) for'), instead: '"applies to"' },
  { phrase: words('stranger|strangers'), instead: '"unknown", "external", "another host"' },
];

/** As `words`, but not where the word is the whole of a quoted value: those are on the wire. */
const unquoted = (source: string): RegExp => new RegExp(String.raw`(?<![\w-])(?:${source})(?![\w'-])`, 'i');

/** American spelling. */
const SPELLING: readonly Replacement[] = [
  {
    phrase:
      /\w*(?<!d)(?:recogni|organi|seriali|normali|minimi|summari|initiali|authori|memori|sanitis)s(?:e|es|ed|ing|ation|er)\b/i,
    instead: 'z, as in "recognize"',
  },
  {
    phrase: unquoted(
      'behaviou?rs?(?<!behavior|behaviors)|honou?r(?:s|ed)?(?<!honor|honors|honored)|colou?rs?(?<!color|colors)|favou?rs?(?<!favor|favors)',
    ),
    instead: 'or, as in "behavior"',
  },
  {
    phrase: unquoted('dialled|dialling|labelled|cancelled|cancelling|journalled|modelled|travelled|signalled'),
    instead: 'one l, as in "dialed"',
  },
  {
    phrase: unquoted('licences?|spelt|whilst|amongst|towards|catalogue|grey|centre|defence|judgement'),
    instead: 'the US spelling',
  },
];

const names = (source: string): RegExp => new RegExp(String.raw`(?<![\w'/])(?:${source})(?![\w'])`);

/**
 * Names that were replaced; docs/glossary.md has the words of today. Upper and lower case count, and names on the wire (`'encounters'`,
 * `/disturbances`, the collection `agenda`) stay as they are.
 */
const NAMES: readonly Replacement[] = [
  { phrase: names('[Cc]ouriers?'), instead: '"delivery dispatcher"' },
  { phrase: names('[Dd]isturbance|disturb(?:ed|s)?'), instead: '"delivery fault"' },
  { phrase: names('Agenda|soonest'), instead: '"schedule", "next job"' },
  { phrase: names('[Ee]ncounter|encountered'), instead: '"coverage situation"' },
  { phrase: names(String.raw`\w+Situation(?<!CoverageSituation)`), instead: 'a "…Context" type' },
  { phrase: names(String.raw`(?:MOST|LONGEST|LARGEST|DEEPEST|SHORTEST)(?:_\w+)?`), instead: '"MAX_…" or "MIN_…"' },
  { phrase: names('PATIENCE_MS'), instead: '"TIMEOUT_MS"' },
];

export const REPLACEMENTS: readonly Replacement[] = [...ENGLISH, ...SPELLING, ...NAMES];
