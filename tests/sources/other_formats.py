"""A model, and a dataset, as each of the other formats says it."""

import json
from typing import Any

MODEL_BOM: dict[str, Any] = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
    "version": 3,
    "metadata": {"timestamp": "2026-11-20T10:00:00Z", "component": {"type": "application", "name": "assistant"}},
    "components": [
        {"type": "library", "name": "numpy", "version": "2.0"},
        {
            "type": "machine-learning-model",
            "name": "gpt-4.1-mini",
            "version": "2025-04-14",
            "properties": [{"name": "aims:status", "value": "approved"}, {"name": "cdx:other", "value": "x"}],
            "modelCard": {
                "modelParameters": {
                    "architectureFamily": "transformer",
                    "modelArchitecture": "decoder",
                    "inputs": [{"format": "text"}],
                    "outputs": [{"format": "text"}],
                },
                "quantitativeAnalysis": {
                    "performanceMetrics": [{"type": "accuracy", "value": "0.97", "slice": "refunds"}]
                },
                "considerations": {
                    "useCases": ["Answers questions on invoices."],
                    "technicalLimitations": ["May misread scanned invoices."],
                    "performanceTradeoffs": ["Slow on long threads."],
                },
            },
        },
    ],
}

DATA_BOM: dict[str, Any] = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "metadata": {"timestamp": "2026-11-20T10:00:00Z"},
    "components": [
        {
            "type": "data",
            "name": "ticket-archive",
            "version": "2026-10",
            "description": "Retrieval.",
            "licenses": [{"license": {"id": "CC-BY-4.0"}}],
            "hashes": [{"alg": "SHA-256", "content": "ab" * 32}],
            "data": [{"type": "dataset", "classification": "PII", "contents": {"url": "https://data.example/t"}}],
            "properties": [{"name": "aims:personal_data_measures", "value": "Names are removed."}],
        }
    ],
}

SPDX: dict[str, Any] = {
    "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
    "@graph": [
        {"type": "CreationInfo", "@id": "_:info", "created": "2026-11-19T08:00:00Z", "specVersion": "3.0.1"},
        {
            "type": "ai_AIPackage",
            "spdxId": "urn:example:model",
            "creationInfo": "_:info",
            "name": "gpt-4.1-mini",
            "software_packageVersion": "2025-04-14",
            "releaseTime": "2026-11-20T00:00:00Z",
            "ai_informationAboutApplication": "Answers questions on invoices.",
            "ai_limitation": "May misread scanned invoices.",
            "ai_typeOfModel": ["transformer"],
            "ai_metric": [{"type": "DictionaryEntry", "key": "accuracy", "value": "0.97"}],
            "extension": [
                {
                    "type": "extension_CdxPropertiesExtension",
                    "extension_cdxProperty": [
                        {"extension_cdxPropName": "aims:status", "extension_cdxPropValue": "approved"}
                    ],
                }
            ],
        },
        {
            "type": "dataset_DatasetPackage",
            "spdxId": "urn:example:data",
            "creationInfo": "_:info",
            "name": "ticket-archive",
            "software_packageVersion": "2026-10",
            "software_downloadLocation": "https://data.example/t",
            "dataset_intendedUse": "Retrieval.",
            "dataset_dataCollectionProcess": "From our own desk.",
            "dataset_knownBias": ["Few French tickets."],
            "dataset_hasSensitivePersonalInformation": "yes",
            "dataset_anonymizationMethodUsed": ["Names are removed."],
            "verifiedUsing": [{"type": "Hash", "algorithm": "sha256", "hashValue": "ab"}],
        },
        {
            "type": "simplelicensing_LicenseExpression",
            "spdxId": "urn:l",
            "simplelicensing_licenseExpression": "CC0-1.0",
        },
        {
            "type": "Relationship",
            "from": "urn:example:data",
            "to": ["urn:l"],
            "relationshipType": "hasDeclaredLicense",
        },
    ],
}

MODEL_CARD = """\
---
license: mit
pipeline_tag: text-generation
date: 2026-11-20
status: approved
version: 2025-04-14
model-index:
  - name: gpt-4.1-mini
    results:
      - task: {type: text-generation}
        dataset: {name: refunds, type: refunds, split: test}
        metrics: [{type: accuracy, value: 0.97}]
---
# Card for the assistant's model

<!-- A comment of the template.
## Limitations
-->

## Uses

### Direct Use

Answers questions on invoices.

### Out-of-Scope Use

[More Information Needed]

## Bias, Risks, and Limitations

May misread scanned invoices.

```
## Model Architecture
```
"""

DATASET_CARD = """\
---
pretty_name: ticket-archive
license: [cc-by-4.0]
version: 2026-10
updated: 2026-11-20
source_datasets: [original, "extended|old-tickets"]
task_categories: [text-generation]
---
# Dataset card

## Dataset Creation

### Source Data

Our own desk.

#### Data Collection and Processing

Exported weekly.

## Uses

[More Information Needed]
"""


def as_json(value: dict[str, Any]) -> str:
    """As a tool would write it."""
    return json.dumps(value, indent=2) + "\n"
