"""Maven's, Gradle's, sbt's and NuGet's files, as people and their tools write them."""

import pytest

from tests.signals.dependencies import hits, seen

POM = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE project [
  <!ENTITY lib "openai-java">
  <!-- <dependency><groupId>ai.djl</groupId><artifactId>api</artifactId></dependency> -->
]>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <groupId>com.openai</groupId>
  <artifactId>mine</artifactId>
  <properties>
    <openai.version>2.1.0</openai.version>
  </properties>
  <dependencies>
    <!-- <dependency>
      <groupId>com.openai</groupId><artifactId>openai-java</artifactId>
    </dependency> -->
    <dependency>
      <groupId>com.openai</groupId>
      <artifactId>openai-java</artifactId>
      <version>${openai.version}</version>
      <exclusions>
        <exclusion><groupId>dev.langchain4j</groupId><artifactId>langchain4j</artifactId></exclusion>
      </exclusions>
    </dependency>
    <dependency>
      <groupId>org.springframework.ai</groupId>
      <artifactId>spring-ai-openai-spring-boot-starter</artifactId>
    </dependency>
    <dependency>
      <groupId>com.openai.foo</groupId>
      <artifactId>openai-java</artifactId>
    </dependency>
    <dependency>
      <groupId>com.microsoft.azure</groupId>
      <artifactId>synapseml_2.12</artifactId>
      <version>[1.0,2.0)</version>
    </dependency>
    <dependency>
      <groupId>x</groupId>
      <artifactId>&lib;</artifactId>
    </dependency>
  </dependencies>
  <description>dev.langchain4j:langchain4j</description>
</project>
"""


def test_maven() -> None:
    assert seen("pom.xml", POM) == [
        (18, "com.openai:openai-java", "2.1.0"),
        (26, "org.springframework.ai:spring-ai-openai-spring-boot-starter", ""),
        (34, "com.microsoft.azure:synapseml", "1.0"),
    ]


def test_a_projects_own_name_is_no_dependency() -> None:
    text = (
        "<project>\n<groupId>ai.djl</groupId>\n<artifactId>mine</artifactId>\n<dependencies>\n</dependencies></project>"
    )
    assert seen("pom.xml", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "<dependency><groupId>com.openai</groupId><artifactId>openai-java</artifactId><dependency><groupId>x</groupId>",
        "<<<dependency><groupId>com.openai</groupId><artifactId>openai-java</artifactId>",
        "<m:dependency><m:groupId> com.openai\n</m:groupId><m:artifactId>openai-java</m:artifactId></m:dependency>",
        "<a b='x><dependency><groupId>com.openai</groupId><artifactId>openai-java</artifactId></dependency>",
    ],
)
def test_a_broken_pom_hides_nothing(text: str) -> None:
    assert [name for _, name, _ in seen("pom.xml", text)] == ["com.openai:openai-java"]


GROOVY = """\
// implementation 'com.openai:openai-java:1.0'
/* implementation 'com.openai:openai-java:1.0' */
plugins { id 'java' }
dependencies {
    implementation 'com.openai:openai-java:2.0.0'
    api group: 'dev.langchain4j', name: 'langchain4j', version: '0.35.0'
    implementation platform("org.springframework.ai:spring-ai-bom:${springAi}")
    testImplementation('a:b:1') {
        exclude group: 'org.deeplearning4j', module: 'deeplearning4j-core'
    }
    runtimeOnly "my.dev.langchain4j:langchain4j:1"
    implementation "org.tensorflow:tensorflow-core-platform:1.0.0@aar"
}
def url = "https://example.org/com.openai:openai-java:1"
"""

KOTLIN = """\
dependencies {
    implementation("com.anthropic:anthropic-java:0.8.0") // "com.openai:openai-java:1"
    implementation(group = "ai.djl.pytorch", name = "pytorch-engine", version = "0.30")
    implementation(libs.openai)
}
"""


def test_gradle() -> None:
    assert seen("app/build.gradle", GROOVY) == [
        (5, "com.openai:openai-java", "2.0.0"),
        (6, "dev.langchain4j:langchain4j", "0.35.0"),
        (7, "org.springframework.ai:spring-ai-bom", ""),
        (12, "org.tensorflow:tensorflow-core-platform", "1.0.0"),
    ]
    assert seen("build.gradle.kts", KOTLIN) == [
        (2, "com.anthropic:anthropic-java", "0.8.0"),
        (3, "ai.djl.pytorch:pytorch-engine", "0.30"),
    ]


def test_sbt() -> None:
    text = 'libraryDependencies ++= Seq(\n  "org.apache.spark" %% "spark-mllib" % "3.5.0" % Provided,\n'
    text += '  "com.johnsnowlabs.nlp" % "spark-nlp_2.12" % "5.0"\n) // "ai.djl" % "api" % "1"\n'
    assert seen("build.sbt", text) == [
        (2, "org.apache.spark:spark-mllib", "3.5.0"),
        (3, "com.johnsnowlabs.nlp:spark-nlp", "5.0"),
    ]


CATALOGUE = """\
[versions]
openai = "2.1.0"
lc = { strictly = "[0.3, 0.4[", prefer = "0.3.1" }
[libraries]
openai = { module = "com.openai:openai-java", version.ref = "openai" }
lc4j = { group = "dev.langchain4j", name = "langchain4j", version = "0.35.0" }
djl = "ai.djl:api:0.30.0"
other = { module = "com.example:openai-java", version.ref = "openai" }
[bundles]
ai = ["openai", "lc4j"]
"""


def test_version_catalogues() -> None:
    assert seen("gradle/libs.versions.toml", CATALOGUE) == [
        (5, "com.openai:openai-java", "2.1.0"),
        (6, "dev.langchain4j:langchain4j", "0.35.0"),
        (7, "ai.djl:api", "0.30.0"),
    ]


PROJECT = """\
<Project Sdk="Microsoft.NET.Sdk">
  <!-- <PackageReference Include="OpenAI" Version="1.0" /> -->
  <PropertyGroup><Description>OpenAI</Description></PropertyGroup>
  <ItemGroup Condition="'$(X)' > '5'">
    <PackageReference Include="openai" Version="2.0.0" />
    <PackageReference Version='1.20.0' Include='Microsoft.SemanticKernel.Connectors.OpenAI'></PackageReference>
    <PackageReference Include="Microsoft.ML"
                      PrivateAssets="all">
      <Version>[3.0,4)</Version>
    </PackageReference>
    <PackageReference Include="OpenAI.Foo" Version="1" />
    <PackageReference Include="My.OpenAI" Version="1" />
    <ProjectReference Include="../OpenAI/OpenAI.csproj" />
    <PackageReference Update="OllamaSharp" VersionOverride="4.0" />
  </ItemGroup>
</Project>
"""


@pytest.mark.parametrize("path", ["src/App.csproj", "App.fsproj", "App.vbproj", "Directory.Build.props"])
def test_dotnet_projects(path: str) -> None:
    assert seen(path, PROJECT) == [
        (5, "openai", "2.0.0"),
        (6, "microsoft.semantickernel.connectors.openai", "1.20.0"),
        (7, "microsoft.ml", "3.0"),
        (14, "ollamasharp", "4.0"),
    ]


def test_other_files_of_nuget() -> None:
    central = '<Project><ItemGroup>\n<PackageVersion Include="OpenAI" Version="2.1" />\n</ItemGroup></Project>'
    assert seen("Directory.Packages.props", central) == [(2, "openai", "2.1")]
    config = '<packages>\n  <package id="OpenAI" version="1.11.0" targetFramework="net48" />\n</packages>'
    assert seen("packages.config", config) == [(2, "openai", "1.11.0")]
    lock = '{"version": 1, "dependencies": {"net8.0": {\n"OpenAI": {"type": "Direct",\n"resolved": "2.0.0"},\n'
    lock += '"Other": {"type": "Transitive", "dependencies": {"Microsoft.ML": "1"}}}}}'
    assert seen("packages.lock.json", lock) == [(2, "openai", "2.0.0")]
    assert [hit.confidence for hit in hits("packages.lock.json", lock)] == ["likely"]
