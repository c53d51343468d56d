//! The list of adapters: a crate that is not named here registers nothing.

use claimbook_adapter_article as _;
use claimbook_adapter_blockdesk as _;
use claimbook_adapter_evermx as _;
use claimbook_adapter_lego_sia as _;
use claimbook_adapter_synapsflow as _;
use claimbook_adapter_winzheng_fund as _;
