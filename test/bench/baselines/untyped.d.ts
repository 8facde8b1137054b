/** The libraries compared with ship no types for the paths and functions used here. */
declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  export default class BayesClassifier {
    constructor(stemmer: object);
    addDocument(text: string, label: string): void;
    train(): void;
    classify(text: string): string;
  }
}

declare module 'wink-naive-bayes-text-classifier' {
  interface NaiveBayes {
    definePrepTasks(tasks: readonly ((text: string) => readonly string[])[]): number;
    defineConfig(config: { considerOnlyPresence: boolean; smoothingFactor: number }): boolean;
    learn(text: string, label: string): boolean;
    consolidate(): boolean;
    predict(text: string): string;
  }
  export default function naiveBayes(): NaiveBayes;
}

declare module '@nlpjs/core' {
  const core: { containerBootstrap(): Promise<{ use(plugin: unknown): void }> };
  export default core;
}

declare module '@nlpjs/lang-id' {
  const language: { readonly LangId: unknown };
  export default language;
}

declare module '@nlpjs/nlu' {
  interface NluNeural {
    /** Answers by text; filled by `process`. */
    cache?: { results: Record<string, unknown> };
    train(corpus: readonly { utterance: string; intent: string }[]): Promise<unknown>;
    process(text: string): Promise<{ classifications: readonly { intent: string; score: number }[] }>;
  }
  const nlu: { readonly NluNeural: new (settings: object) => NluNeural };
  export default nlu;
}
