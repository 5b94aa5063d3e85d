# Reads one JSON string of XML a line and writes, a line each, what GitLab's JUnit parser would have of it. GitLab has
# ActiveSupport read XML with Nokogiri; where that is absent, ActiveSupport's own reader does.
require "json"
require "active_support"
require "active_support/core_ext/hash/conversions"

begin
  require "nokogiri"
  ActiveSupport::XmlMini.backend = "Nokogiri"
rescue LoadError
  ActiveSupport::XmlMini.backend = "REXML"
end

$stdout.sync = true
$stdin.set_encoding("UTF-8")
$stdin.each_line do |line|
  read = begin
    { read: Hash.from_xml(JSON.parse(line, quirks_mode: true)) }
  rescue StandardError => error
    { refused: "#{error.class}: #{error.message}" }
  end
  puts JSON.generate(read)
end
