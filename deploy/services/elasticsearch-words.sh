#!/bin/bash
# Gives the trial server of elasticsearch.sh the tokenizers of ICU and smartcn, built from jars of Maven Central:
#   elasticsearch-words.sh FOLDER      then start the nodes again; remove FOLDER/server/plugins/zh-words to be without
# In production install the official plugins: bin/elasticsearch-plugin install analysis-icu
set -euo pipefail
D=$(realpath "${1:?the folder of elasticsearch.sh}"); S=$D/server; B=$D/words; P=$S/plugins/zh-words
: "${ES_JAVA_HOME:=$(ls -d /usr/lib/jvm/temurin-2[1-9]*-jdk* /usr/lib/jvm/java-2[1-9]-openjdk-* 2>/dev/null | head -1)}"
version() { basename "$1" .jar | sed "s/^$2-//"; }
ES=$(version "$S"/lib/elasticsearch-[0-9]*.jar elasticsearch); LUCENE=$(version "$S"/lib/lucene-core-*.jar lucene-core)
mkdir -p "$B/jars" "$B/classes" "$P"
for artifact in org.apache.lucene:lucene-analysis-icu:$LUCENE org.apache.lucene:lucene-analysis-smartcn:$LUCENE com.ibm.icu:icu4j:77.1; do
  mvn -q -B -Dmaven.repo.local="$B/m2" dependency:copy -Dartifact=$artifact -DoutputDirectory="$B/jars" >/dev/null
done
cat > "$B/WordsPlugin.java" <<'J'
package zh;

import java.util.Map;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

public class WordsPlugin extends Plugin implements AnalysisPlugin {
    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        return Map.of(
            "icu_tokenizer", (index, env, name, settings) -> TokenizerFactory.newFactory(name, ICUTokenizer::new),
            "smartcn_tokenizer", (index, env, name, settings) -> TokenizerFactory.newFactory(name, HMMChineseTokenizer::new));
    }
}
J
"$ES_JAVA_HOME/bin/javac" --release 21 -nowarn -cp "$S/lib/*:$B/jars/*" -d "$B/classes" "$B/WordsPlugin.java"
"$ES_JAVA_HOME/bin/jar" --create --file "$P/zh-words.jar" -C "$B/classes" .
cp "$B"/jars/*.jar "$P"
printf '%s\n' "description=Words of ICU and smartcn" version=1.0 name=zh-words classname=zh.WordsPlugin java.version=21 \
  "elasticsearch.version=$ES" > "$P/plugin-descriptor.properties"
chmod -R a+rX "$P"
echo "zh-words for Elasticsearch $ES, Lucene $LUCENE"
